import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Pod } from "../../src/model/kubernetes.ts";
import { compile, explain, type KubernetesObject } from "../../src/policy/index.ts";
import {
  cluster,
  db,
  dbIngress,
  flow,
  namespace,
  other,
  outside,
  plain,
  pod,
  policy,
  web,
  webEgress,
} from "./cluster.ts";

function explained(policies: readonly KubernetesObject[], asked: Parameters<typeof flow>) {
  return explain(compile([...cluster, ...policies]), flow(...asked));
}

const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

describe("the sentence", () => {
  test("names whom the target admits and what the source has instead", () => {
    const productpage = pod("test/productpage-6f5d9c7b8-abcde", {
      ip: "10.233.75.9",
      labels: { app: "productpage" },
      node: "node3",
    });
    const nginx = pod("ingress-nginx/ingress-nginx-7d9c8f7b6-x2x2x", {
      ip: "10.233.70.3",
      labels: { "app.kubernetes.io/name": "ingress-nginx" },
    });
    const model = compile([
      namespace("test", { "kubesphere.io/workspace": "demo" }),
      namespace("ingress-nginx", { "kubesphere.io/workspace": "system-workspace" }),
      productpage,
      nginx,
      policy("test/productpage-isolation", {
        podSelector: { matchLabels: { app: "productpage" } },
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubesphere.io/workspace": "demo" } } }] }],
      }),
    ]);
    const explanation = explain(model, flow(nginx, productpage, 9080));
    expect(explanation.sentence).toBe(
      "productpage accepts only pods of namespaces labelled kubesphere.io/workspace=demo; ingress-nginx's namespace has system-workspace",
    );
    expect(explanation.ingress.nearestMiss).toMatchObject({
      object: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" },
      ruleIndex: 0,
      kind: "namespaceLabel",
      difference:
        "namespaceSelector wants kubesphere.io/workspace=demo; namespace ingress-nginx has system-workspace",
    });
    expect(explanation.egress).toMatchObject({ verdict: "allow", isolatedBy: [] });
  });

  test.each([
    ["nothing at all", [dbIngress([])], web, "db accepts no connections at all"],
    [
      "other pods",
      [dbIngress([{ from: [fromWeb] }])],
      other,
      "db accepts only pods labelled app=web in shop; client has app=client",
    ],
    [
      "other pods, from an unlabelled one",
      [dbIngress([{ from: [{ namespaceSelector: {}, ...fromWeb }] }])],
      plain,
      "db accepts only pods labelled app=web in every namespace; plain has no label app",
    ],
    [
      "pods, from outside",
      [dbIngress([{ from: [fromWeb] }])],
      outside,
      "db accepts only pods labelled app=web in shop; 203.0.113.5 is not a pod",
    ],
    [
      "another port",
      [dbIngress([{ from: [fromWeb], ports: [{ port: 80 }, { port: 443 }] }])],
      web,
      "db accepts web only on TCP 80 or TCP 443; this goes to TCP 5432",
    ],
    [
      "another port of anyone",
      [dbIngress([{ ports: [{ port: 80 }] }])],
      web,
      "db accepts anyone only on TCP 80; this goes to TCP 5432",
    ],
    [
      "addresses",
      [dbIngress([{ from: [{ ipBlock: { cidr: "192.0.2.0/24" } }] }])],
      outside,
      "db accepts only addresses in 192.0.2.0/24; 203.0.113.5 is not among them",
    ],
  ])("for a target that accepts %s", (_, policies, from, sentence) => {
    expect(explained(policies, [from, db]).sentence).toBe(sentence);
  });

  test("speaks of the source when its egress denies, and of both when both do", () => {
    const out = webEgress([{ to: [{ podSelector: { matchLabels: { app: "cache" } } }] }]);
    expect(explained([out], [web, db]).sentence).toBe(
      "web may only reach pods labelled app=cache in shop; db has app=db",
    );
    expect(explained([webEgress([]), dbIngress([])], [web, db]).sentence).toBe(
      "web may not open any connection; and db accepts no connections at all",
    );
  });

  test("says which policy admits, or that none is in the way", () => {
    expect(explained([], [web, db]).sentence).toBe("No policy stands between web and db on TCP 5432");
    expect(explained([dbIngress([{ from: [fromWeb] }])], [web, db]).sentence).toBe(
      "NetworkPolicy shop/db admits it: its ingress rule 1 admits pods labelled app=web in shop on any port",
    );
  });

  test("uses the name the person asking used", () => {
    const model = compile([...cluster, dbIngress([])]);
    const asked = { ...flow(web, db), to: { pod: db, name: "the-database" } };
    expect(explain(model, asked).sentence).toBe("the-database accepts no connections at all");
  });
});

describe("a default deny", () => {
  test("names every isolating policy, the allowing ones of other flows included", () => {
    const all = [
      dbIngress([], "shop/b"),
      dbIngress([{ from: [fromWeb] }], "shop/a"),
      policy("shop/c", { podSelector: {} }),
    ];
    expect(explained(all, [other, db]).ingress.isolatedBy.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  test("finds the rule that is nearest: one port away beats one label, a typo beats another label", () => {
    const near = dbIngress([
      { from: [{ podSelector: { matchLabels: { app: "x", tier: "y" } } }] },
      { from: [fromWeb], ports: [{ port: 1 }] },
    ]);
    expect(explained([near], [web, db]).ingress.nearestMiss).toMatchObject({
      ruleIndex: 1,
      kind: "port",
      difference: "the rule's port is TCP 1; this goes to TCP 5432",
    });
    const typo = dbIngress(
      ["cache", "clinet"].map((app) => ({
        from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app } } }],
      })),
    );
    expect(explained([typo], [other, db]).ingress.nearestMiss).toMatchObject({
      ruleIndex: 1,
      difference: "podSelector wants app=clinet; client has app=client",
    });
  });

  test.each([
    [
      "protocol",
      { from: [fromWeb], ports: [{ port: 5432, protocol: "UDP" }] },
      web,
      "protocol",
      "the rule's port is UDP 5432; this goes to TCP 5432",
    ],
    [
      "named port",
      { ports: [{ port: "dns", protocol: "UDP" }] },
      web,
      "namedPort",
      "UDP port dns is 53 on db; this goes to TCP 5432",
    ],
    [
      "missing named port",
      { ports: [{ port: "grpc" }] },
      web,
      "namedPort",
      "TCP port grpc is not a port on db; this goes to TCP 5432",
    ],
    [
      "namespace",
      { from: [{ podSelector: { matchLabels: { app: "client" } } }] },
      other,
      "namespace",
      "podSelector app=client without a namespaceSelector looks only in namespace shop; client is in other",
    ],
    [
      "except",
      { from: [{ ipBlock: { cidr: "203.0.113.0/24", except: ["203.0.113.4/30"] } }] },
      outside,
      "cidr",
      "ipBlock 203.0.113.0/24 leaves out 203.0.113.4/30, which holds 203.0.113.5",
    ],
    [
      "two differences",
      {
        from: [
          { namespaceSelector: { matchLabels: { team: "a" } }, podSelector: { matchLabels: { app: "web" } } },
        ],
      },
      other,
      "podLabel",
      "podSelector wants app=web; client has app=client, and namespaceSelector wants team=a; namespace other has b",
    ],
    [
      "unknown field",
      { from: [{ zone: "x" }] },
      web,
      "unknownField",
      "the rule holds the field zone, which is not known here, so it is read as admitting nobody",
    ],
  ])("says the exact difference: %s", (_, rule, from, kind, difference) => {
    expect(explained([dbIngress([rule])], [from, db]).ingress.nearestMiss).toMatchObject({
      kind,
      difference,
    });
  });

  test("has no nearest rule when there is no rule", () => {
    expect(explained([dbIngress([])], [web, db]).ingress.nearestMiss).toBeUndefined();
  });
});

describe("the walkthrough", () => {
  test("goes rule by rule and ends with the outcome", () => {
    const { ingress, egress } = explained(
      [dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }])],
      [web, db],
    );
    expect(egress.walkthrough).toEqual(["no policy selects web for egress", "allowed by default"]);
    expect(ingress.walkthrough).toEqual([
      "db is isolated for ingress by NetworkPolicy shop/db",
      "NetworkPolicy shop/db ingress rule 1 admits pods labelled app=web in shop on TCP 80: no, the rule's port is TCP 80; this goes to TCP 5432",
      "no rule of any isolating policy matches: ingress is denied by default",
    ]);
  });

  test("is short however many rules there are", () => {
    const many = dbIngress(Array.from({ length: 500 }, (_, index) => ({ ports: [{ port: index + 1 }] })));
    const { walkthrough } = explained([many], [web, db]).ingress;
    expect(walkthrough).toHaveLength(23);
    expect(walkthrough).toContain("… and 480 more rules");
  });

  test("says why ICMP cannot be told", () => {
    const { ingress } = explained([dbIngress([{ ports: [{ port: 80 }] }])], [web, db, "0/ICMP"]);
    expect(ingress.walkthrough.at(-1)).toContain(
      "what a rule with ports means for ICMP is left to the network plugin",
    );
  });
});

describe("what another diagnoser got wrong, answered right", () => {
  test("two policies on one pod are alternatives, the one that does not allow denies nothing", () => {
    expect(
      explained([dbIngress([{ from: [fromWeb] }], "shop/a"), dbIngress([], "shop/b")], [web, db]).verdict,
    ).toBe("allow");
  });

  test("ingress asks the destination's port, not the source's", () => {
    expect(explained([dbIngress([{ ports: [{ port: 5432 }] }])], [web, db]).verdict).toBe("allow");
  });

  test("a pod's namespace is its namespace, not its name", () => {
    const named = pod("other/shop", { ip: "10.0.1.8", labels: { app: "web" } });
    expect(explained([dbIngress([{ from: [fromWeb] }])], [named, db]).verdict).toBe("deny");
  });
});

const List = z.object({
  items: z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })),
});

function recorded(name: string) {
  const path = join(import.meta.dirname, "..", "fixtures", "policy", name);
  return List.parse(JSON.parse(readFileSync(path, "utf8"))).items;
}

describe("policies of a real cluster", () => {
  const objects = ["namespaces.json", "shop-pods.json", "k8s-networkpolicies.json"].flatMap(recorded);
  const model = compile(objects);
  const shopPod = (prefix: string): Pod =>
    Pod.parse(objects.find((object) => object.kind === "Pod" && object.metadata.name.startsWith(prefix)));
  const verdict = (from: string, to: string | { ip: string }, port: number | string) =>
    explain(model, flow(shopPod(from), typeof to === "string" ? shopPod(to) : to, port)).verdict;

  test("are read without a problem", () => {
    expect(model.problems).toEqual([]);
    expect(model.notDecided).toEqual([]);
  });

  test("admit the client to web's port 8080 and nobody else", () => {
    expect(verdict("client", "web", 8080)).toBe("allow");
    expect(verdict("client", "web", 8081)).toBe("deny");
    expect(verdict("stranger", "web", 8080)).toBe("deny");
  });

  test("let the client out to DNS and a port range inside the block, not in its hole", () => {
    expect(verdict("client", { ip: "10.96.0.10" }, "53/UDP")).toBe("allow");
    expect(verdict("client", { ip: "10.1.0.10" }, "53/UDP")).toBe("deny");
    expect(verdict("client", { ip: "10.9.9.9" }, 32_000)).toBe("allow");
    expect(verdict("client", { ip: "10.9.9.9" }, 32_001)).toBe("deny");
    expect(verdict("client", "stranger", 80)).toBe("deny");
  });
});
