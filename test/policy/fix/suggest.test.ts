import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import {
  compile,
  explain,
  suggest,
  suggestTogether,
  toFix,
  whatIf,
  type KubernetesObject,
} from "../../../src/policy/index.ts";
import { cilium } from "../cilium/objects.ts";
import { cluster, db, dbIngress, flow, other, outside, pod, policy, web, webEgress } from "../cluster.ts";
import { changeFor } from "./suggestion.ts";

const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

describe("the smallest change", () => {
  test("adds one rule to the policy that isolates just this application", () => {
    const { changes, alsoOpens, opens, sentence } = changeFor([dbIngress([])], other, db);
    expect(changes).toMatchObject([
      {
        direction: "ingress",
        action: "add-rule",
        object: { namespace: "shop", name: "db" },
        patch: [
          { op: "test", path: "/spec/podSelector", value: { matchLabels: { app: "db" } } },
          { op: "test", path: "/spec/ingress", value: null },
          {
            op: "add",
            path: "/spec/ingress",
            value: [
              {
                from: [
                  {
                    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } },
                    podSelector: { matchLabels: { app: "client" } },
                  },
                ],
                ports: [{ protocol: "TCP", port: 5432 }],
              },
            ],
          },
        ],
      },
    ]);
    expect(opens).toEqual(["other/client → shop/db on TCP 5432"]);
    expect(alsoOpens).toEqual([]);
    expect(sentence).toBe(
      "Add one ingress rule to NetworkPolicy shop/db; it opens other/client → shop/db on TCP 5432, nothing else among the 4 pods read.",
    );
  });

  test("adds a peer where the ports are right, without a namespaceSelector for a neighbour", () => {
    const isolated = dbIngress([
      { from: [{ podSelector: { matchLabels: { app: "x" } } }], ports: [{ port: 5432 }] },
    ]);
    expect(changeFor([isolated], web, db).changes).toMatchObject([
      {
        action: "add-peer",
        patch: [
          { op: "test", path: "/spec/podSelector" },
          { op: "test", path: "/spec/ingress/0/ports", value: [{ port: 5432, protocol: "TCP" }] },
          { op: "add", path: "/spec/ingress/0/from/-", value: fromWeb },
        ],
      },
    ]);
  });

  test("adds a port where the peer is right", () => {
    const isolated = dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }]);
    expect(changeFor([isolated], web, db).changes).toMatchObject([
      {
        action: "add-port",
        patch: [
          { op: "test", path: "/spec/podSelector" },
          { op: "test", path: "/spec/ingress/0/from", value: [fromWeb] },
          { op: "add", path: "/spec/ingress/0/ports/-", value: { protocol: "TCP", port: 5432 } },
        ],
      },
    ]);
  });

  test("does not add a port to a rule that admits many: a rule for this one is narrower", () => {
    const isolated = dbIngress([{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }]);
    expect(changeFor([isolated], web, db).changes).toMatchObject([{ action: "add-rule" }]);
  });

  test("makes a policy of its own when the isolating one selects more than the target", () => {
    const { changes, alsoOpens } = changeFor([policy("shop/deny-all", { podSelector: {} })], other, db);
    expect(changes).toMatchObject([
      {
        action: "new-policy",
        object: { namespace: "shop", name: "allow-client-to-db" },
        manifest: { spec: { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"] } },
      },
    ]);
    expect(alsoOpens).toEqual([]);
  });

  test("leaves out labels that the next rollout changes", () => {
    const source = pod("other/api-5b9c7d6f8-abcde", {
      ip: "10.0.1.5",
      node: "node3",
      labels: {
        app: "api",
        "pod-template-hash": "5b9c7d6f8",
        "helm.sh/chart": "api-1.2.3",
        "app.kubernetes.io/version": "1.2.3",
      },
    });
    const { changes } = changeFor([dbIngress([]), source], source, db);
    expect(JSON.stringify(changes[0]?.manifest.spec)).not.toMatch(/hash|chart|version/);
    expect(JSON.stringify(changes[0]?.manifest.spec)).toContain('"app":"api"');
  });

  test("admits an outside address, a node and a hostNetwork pod by the one address", () => {
    expect(changeFor([dbIngress([])], outside, db)).toMatchObject({
      changes: [{ patch: [{}, {}, { value: [{ from: [{ ipBlock: { cidr: "203.0.113.5/32" } }] }] }] }],
      caution: expect.stringContaining("one address") as string,
    });
    expect(JSON.stringify(changeFor([dbIngress([])], { ip: "192.168.0.1" }, db).changes)).toContain(
      "192.168.0.1/32",
    );
    const agent = pod("shop/agent", { ip: "192.168.0.3", node: "node3", hostNetwork: true });
    expect(JSON.stringify(changeFor([dbIngress([]), agent], agent, db).changes)).toContain("192.168.0.3/32");
  });

  test("says that a node's address is not one pod's alone", () => {
    const agent = pod("shop/agent", { ip: "192.168.0.3", node: "node3", hostNetwork: true });
    const opened = changeFor([dbIngress([]), agent], agent, db);
    expect(opened.alsoOpens).toContain("everything else on that node's own network → shop/db");
    expect(opened.sentence).not.toContain("nothing else");
    expect(changeFor([dbIngress([])], outside, db).alsoOpens).toEqual([]);
  });

  test("says nothing of one address where every other node gets the permit", () => {
    const byEntity = changeFor(
      [cilium({ ingress: [{ fromEntities: ["world"] }] })],
      { ip: "192.168.0.1" },
      db,
    );
    expect(JSON.stringify(byEntity.changes)).toContain("remote-node");
    expect(byEntity).not.toHaveProperty("caution");
  });

  test("works for IPv6", () => {
    const six = pod("shop/six", { ip: "fd00::5", labels: { app: "six" }, node: "node2" });
    const deny = policy("shop/six", { podSelector: { matchLabels: { app: "six" } } });
    expect(JSON.stringify(changeFor([six, deny], { ip: "2001:db8::7" }, six, 80).changes)).toContain(
      "2001:db8::7/128",
    );
  });

  test("opens egress where egress denies", () => {
    const { changes } = changeFor([webEgress([])], web, { ip: "203.0.113.5" }, 443);
    expect(changes).toMatchObject([
      {
        direction: "egress",
        action: "add-rule",
        patch: [
          { op: "test", path: "/spec/podSelector" },
          { op: "test", path: "/spec/egress", value: null },
          {
            path: "/spec/egress",
            value: [{ to: [{ ipBlock: { cidr: "203.0.113.5/32" } }], ports: [{ port: 443 }] }],
          },
        ],
      },
    ]);
  });

  test("gives two changes when both directions deny, in one YAML", () => {
    const { changes, yaml, model } = changeFor([webEgress([]), dbIngress([])], web, db);
    expect(changes.map(({ direction }) => direction)).toEqual(["egress", "ingress"]);
    const objects = parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);
    expect(objects).toHaveLength(2);
    expect(explain(whatIf(model, objects), flow(web, db)).verdict).toBe("allow");
  });

  test("gives an object edited for both directions once, with both edits", () => {
    const deny = policy("alone/both", {
      podSelector: { matchLabels: { app: "twin" } },
      policyTypes: ["Ingress", "Egress"],
    });
    const twins = [1, 2].map((number) =>
      pod(`alone/twin-${number}`, { ip: `10.0.5.${number}`, labels: { app: "twin" }, node: "node2" }),
    );
    const [one, two] = twins;
    if (!one || !two) throw new Error("no twins");
    const { changes, yaml, model } = changeFor([deny, ...twins], one, two);
    expect(changes.map(({ object }) => object.name)).toEqual(["both", "both"]);
    const objects = parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);
    expect(objects).toHaveLength(1);
    expect(explain(whatIf(model, objects), flow(one, two)).verdict).toBe("allow");
  });

  test("for a ping opens every port, and says so", () => {
    const { alsoOpens, caution, changes } = changeFor([dbIngress([])], web, db, "0/ICMP");
    expect(changes[0]?.patch?.at(-1)).toMatchObject({ value: [{ from: [fromWeb] }] });
    expect(alsoOpens).toEqual(["shop/web → shop/db on every TCP port, every UDP port, every SCTP port"]);
    expect(caution).toContain("every port between the two opens");
  });

  test("never isolates a pod that was open before", () => {
    const v1 = pod("shop/api-v1", { ip: "10.0.0.11", labels: { app: "api", version: "v1" }, node: "node2" });
    const v2 = pod("shop/api-v2", { ip: "10.0.0.12", labels: { app: "api", version: "v2" }, node: "node2" });
    const onlyV1 = policy(
      "shop/only-v1",
      {
        podSelector: {
          matchExpressions: [
            { key: "version", operator: "In", values: ["v1", "v0"] },
            { key: "x", operator: "DoesNotExist" },
          ],
        },
      },
      { labels: { "app.kubernetes.io/managed-by": "Helm" } },
    );
    const { yaml, model, changes } = changeFor([v1, v2, onlyV1], web, v1, 80);
    expect(changes[0]).toMatchObject({ action: "new-policy" });
    const after = whatIf(model, [parseAllDocuments(yaml)[0]?.toJS() as KubernetesObject]);
    expect(explain(after, flow(web, v1, 80)).verdict).toBe("allow");
    expect(explain(after, flow(other, v2, 80)).verdict).toBe("allow");
    expect(explain(after, flow(other, v1, 80)).verdict).toBe("deny");
  });

  test("takes a name that is free", () => {
    const taken = policy("shop/allow-client-to-db", { podSelector: { matchLabels: { app: "zzz" } } });
    expect(
      changeFor([policy("shop/deny-all", { podSelector: {} }), taken], other, db).changes[0]?.object.name,
    ).toBe("allow-client-to-db-2");
  });

  test("opens a namespace whose labels were not read, by its name", () => {
    const stranger = pod("unread/x", { ip: "10.0.9.9", labels: { app: "x" } });
    const team = dbIngress([{ from: [{ namespaceSelector: { matchLabels: { team: "c" } } }] }]);
    expect(changeFor([team], stranger, db).changes).toHaveLength(1);
  });
});

describe("of flows that one connection needs together", () => {
  const [lookup, connection] = [flow(web, db, "53/UDP"), flow(web, db)];

  test("a policy beside the deny of a whole namespace opens each, and nothing else", () => {
    const model = compile([...cluster, policy("shop/deny", { podSelector: {}, policyTypes: ["Egress"] })]);
    const both = suggestTogether(model, [lookup, connection]);
    if (both.result !== "change") throw new Error(both.sentence);
    expect(both.opens).toEqual(["shop/web → shop/db on TCP 5432, UDP 53"]);
    expect(both.alsoOpens).toEqual([]);
    expect(new Set(both.changes.map(({ object }) => object.name)).size).toBe(2);
    const objects = parseAllDocuments(both.yaml).map((document) => document.toJS() as KubernetesObject);
    const after = whatIf(model, objects);
    expect([lookup, connection].map((one) => explain(after, one).verdict)).toEqual(["allow", "allow"]);
  });

  test("a policy that speaks of just this application is edited for both", () => {
    const both = suggestTogether(compile([...cluster, webEgress([])]), [lookup, connection]);
    if (both.result !== "change") throw new Error(both.sentence);
    expect(new Set(both.changes.map(({ object }) => object.name))).toEqual(new Set(["web"]));
    expect(parseAllDocuments(both.yaml)).toHaveLength(1);
    expect(both.alsoOpens).toEqual([]);
  });

  test("what is allowed already needs no change of its own", () => {
    const model = compile([...cluster, webEgress([{ ports: [{ protocol: "UDP", port: 53 }] }])]);
    const both = suggestTogether(model, [lookup, connection]);
    expect(both).toMatchObject({ result: "change", opens: ["shop/web → shop/db on TCP 5432"] });
  });
});

test("a command quotes a name that a shell would read as more than a word", () => {
  const odd = changeFor([dbIngress([], "shop/x; reboot")], web, db);
  expect(odd.changes[0]?.patch).toBeDefined();
  expect(toFix(odd)?.commands?.[0]).toMatch(
    /^kubectl patch networkpolicies\.networking\.k8s\.io 'x; reboot' -n shop --type=json -p '/,
  );
});

describe("no change", () => {
  test("is needed for an allowed flow", () => {
    expect(suggest(compile(cluster), flow(web, db)).result).toBe("not-needed");
    expect(toFix(suggest(compile(cluster), flow(web, db)))).toBeUndefined();
  });

  test("is proposed for ends of two address families", () => {
    expect(suggest(compile([...cluster, dbIngress([])]), flow({ ip: "fd00::1" }, db))).toMatchObject({
      result: "refused",
      sentence: expect.stringContaining("IPv6") as string,
    });
  });

  test("is proposed when a policy of another API may be the reason", () => {
    const antrea = {
      apiVersion: "crd.antrea.io/v1beta1",
      kind: "NetworkPolicy",
      metadata: { namespace: "shop", name: "c" },
    };
    expect(suggest(compile([...cluster, antrea]), flow(web, db))).toMatchObject({
      result: "refused",
      sentence: expect.stringContaining("NetworkPolicy.crd.antrea.io shop/c") as string,
    });
  });
});
