/** Ingress is judged by whom the target takes for the sender: packets do not always keep their first address. */
import { describe, expect, test } from "vitest";
import { compile, evaluate, explain, suggest, type KubernetesObject } from "../../../src/policy/index.ts";
import { cilium } from "../cilium/objects.ts";
import { cluster, db, dbIngress, flow, pod, web, webEgress } from "../cluster.ts";
import { answer, asked, balancer, clusterIP, externalIP, service } from "./objects.ts";

const client = "198.51.100.99";
const from = (...peers: object[]) => dbIngress([{ from: peers, ports: [{ port: "sql" }] }]);
const block = (cidr: string) => ({ ipBlock: { cidr } });
const local = { externalTrafficPolicy: "Local" };

/** Ways in that a node answers for, from outside. */
const waysIn = [`${balancer}:80`, `${externalIP}:80`, "192.168.0.1:30080", "node/node1:30080"];

describe.each(waysIn)("a client outside that comes by %s", (to) => {
  const by = (objects: readonly KubernetesObject[], spec: object = {}) =>
    answer([service(spec), ...objects], `${client} to ${to}`);

  test("may come with a node's address, so that a block of its own does not settle it", () => {
    const { verdict, sentence, ingress } = by([from(block("198.51.100.0/24"))]);
    expect(verdict).toBe("undecidable");
    expect(sentence).toMatch(
      /^Whether db accepts it cannot be told from the policies: its packets arrive as from 198\.51\.100\.99, which is admitted, or as from node1 \(192\.168\.0\.1\).*, which is not$/,
    );
    expect(ingress.walkthrough[0]).toContain("externalTrafficPolicy");
  });

  test("nor does a block of the nodes", () => {
    expect(by([from(block("192.168.0.0/24"))]).verdict).toBe("undecidable");
  });

  test("keeps its address where externalTrafficPolicy is Local", () => {
    expect(by([from(block("198.51.100.0/24"))], local).verdict).toBe("allow");
    expect(by([from(block("192.168.0.0/24"))], local).verdict).toBe("deny");
  });

  test("is decided where both are treated alike", () => {
    expect(by([from({ podSelector: {} })]).verdict).toBe("deny");
    expect(by([dbIngress([{ ports: [{ port: "sql" }] }])]).verdict).toBe("allow");
    expect(by([from(block("198.51.100.0/24"), block("192.168.0.0/24"))]).verdict).toBe("allow");
    expect(by([]).verdict).toBe("allow");
  });

  test("evaluate and explain agree", () => {
    for (const policies of [[from(block("198.51.100.0/24"))], [from({ podSelector: {} })], []]) {
      const objects = [service(), ...policies];
      const found = asked(objects, `${client} to ${to}`);
      if ("unclear" in found) throw new Error(found.unclear);
      const model = compile([...cluster, ...objects]);
      for (const one of found.flows) expect(evaluate(model, one)).toBe(explain(model, one).verdict);
    }
  });
});

describe("a pod", () => {
  const admitsWeb = from({ podSelector: { matchLabels: { app: "web" } } });

  test("keeps its address to a cluster IP, and may lose it to what nodes answer for", () => {
    const objects = [service(), admitsWeb];
    expect(answer(objects, `shop/web to ${clusterIP}:80`).verdict).toBe("allow");
    expect(answer(objects, `shop/web to ${balancer}:80`).verdict).toBe("undecidable");
    expect(answer(objects, "shop/web to 192.168.0.3:30080").verdict).toBe("undecidable");
  });

  test("loses it on its way to another node even where the Service keeps it", () => {
    const objects = [service(local), admitsWeb];
    expect(answer(objects, `shop/web to ${balancer}:80`).verdict).toBe("allow");
    expect(answer(objects, "shop/web to 192.168.0.1:30080").verdict).toBe("allow");
    expect(answer(objects, "shop/web to 192.168.0.3:30080").verdict).toBe("undecidable");
  });

  test("that no rule admits under any address is denied", () => {
    for (const to of [`${balancer}:80`, "192.168.0.3:30080"])
      expect(answer([service(), admitsWeb], `other/client to ${to}`).verdict).toBe("deny");
  });
});

describe("a node sends with the address of the way that its packets take", () => {
  const tunnelled = (annotations: object, spec: object = {}): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "node1", annotations },
    spec,
    status: { addresses: [{ type: "InternalIP", address: "192.168.0.1" }] },
  });
  const calicoNode = tunnelled({ "projectcalico.org/IPv4VXLANTunnelAddr": "10.233.90.0" });

  test.each([
    ["Calico's tunnel", calicoNode, "10.233.90.0"],
    [
      "flannel's tunnel",
      tunnelled({ "flannel.alpha.coreos.com/backend-type": "vxlan" }, { podCIDR: "10.244.1.0/24" }),
      "10.244.1.0",
    ],
    [
      "Antrea's gateway",
      tunnelled({ "node.antrea.io/mac-address": "x" }, { podCIDR: "10.10.1.0/24" }),
      "10.10.1.1",
    ],
  ])("of %s or its own, which only together settle it", (_, node, address) => {
    const onHost = pod("kube-system/agent", { ip: "192.168.0.1", node: "node1", hostNetwork: true });
    for (const words of ["node/node1 to shop/db:5432", "kube-system/agent to shop/db:5432"]) {
      const by = (...peers: object[]) => answer([node, onHost, from(...peers)], words).verdict;
      expect(by(block("192.168.0.0/24"))).toBe("undecidable");
      expect(by(block(`${address}/32`))).toBe("undecidable");
      expect(by(block(`${address}/32`), block("192.168.0.0/24"))).toBe("allow");
      expect(by({ podSelector: {} })).toBe("deny");
    }
  });

  test("to a pod of its own nothing stands in the way", () => {
    const home = pod("shop/home", { ip: "10.0.0.77", labels: { app: "db" }, node: "node1" });
    expect(
      answer([calicoNode, home, from({ podSelector: {} })], "node/node1 to shop/home:5432").verdict,
    ).toBe("allow");
  });

  test("an address that was given is the one that counts", () => {
    const model = compile([...cluster, calicoNode, from(block("192.168.0.0/24"))]);
    expect(explain(model, flow({ ip: "192.168.0.1" }, db)).verdict).toBe("allow");
    expect(explain(model, flow({ ip: "10.233.90.0" }, db))).toMatchObject({
      verdict: "deny",
      sentence: expect.stringContaining("10.233.90.0 is not among them") as string,
    });
  });
});

describe("who knows with which address packets arrive says so (arrivesAs)", () => {
  const node2 = { ip: "10.233.91.0", name: "node3", isNode: true } as const;
  const arriving = { ...flow(web, db), arrivesAs: [node2] };

  test("ingress is judged by it, egress by who sends", () => {
    const policies = [from(block("10.0.0.0/24")), webEgress([{ to: [{ podSelector: {} }] }])];
    const { verdict, egress, ingress } = explain([...cluster, ...policies], arriving);
    expect([verdict, egress.verdict, ingress.verdict]).toEqual(["deny", "allow", "deny"]);
    expect(evaluate([...cluster, ...policies], arriving)).toBe("deny");
    expect(explain([...cluster, from(block("10.233.91.0/32"))], arriving).verdict).toBe("allow");
  });

  test("and a fix admits that address, which helps", () => {
    const suggestion = suggest([...cluster, from(block("10.0.0.0/24"))], arriving);
    expect(suggestion).toMatchObject({
      result: "change",
      opens: ["10.233.91.0 → shop/db on TCP 5432"],
      alsoOpens: ["everything else on that node's own network → shop/db"],
      caution: expect.stringContaining("as long as the packets come with that address") as string,
    });
    if (suggestion.result !== "change") return;
    expect(suggestion.yaml).toContain("cidr: 10.233.91.0/32");
    const changed = suggestion.changes.map(({ manifest }) => manifest);
    expect(evaluate([...cluster, from(block("10.0.0.0/24")), ...changed], arriving)).toBe("allow");
  });

  test("for several the fix admits each of them", () => {
    const several = { ...arriving, arrivesAs: [{ pod: web }, node2] };
    const policies = [from(block("172.16.0.0/16"))];
    const suggestion = suggest([...cluster, ...policies], several);
    if (suggestion.result !== "change") throw new Error(suggestion.sentence);
    const changed = suggestion.changes.map(({ manifest }) => manifest);
    expect(evaluate([...cluster, ...policies, ...changed], several)).toBe("allow");
  });

  test("Cilium knows nodes whatever address they have", () => {
    const remote = cilium({ ingress: [{ fromEntities: ["remote-node"] }] });
    expect(explain([...cluster, remote], arriving).verdict).toBe("allow");
    expect(
      explain([...cluster, cilium({ ingress: [{ fromCIDR: ["10.233.0.0/16"] }] })], arriving).verdict,
    ).toBe("deny");
  });

  test("the target's own node is never kept out", () => {
    const own = { ...arriving, arrivesAs: [{ ip: "192.168.0.2", isNode: true } as const] };
    expect(explain([...cluster, from({ podSelector: { matchLabels: { app: "x" } } })], own).verdict).toBe(
      "allow",
    );
  });
});
