/** What a person would say of a verdict. */
import { describe, expect, test } from "vitest";
import { compile, explain } from "../../../src/policy/index.ts";
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
} from "../cluster.ts";
import { explained, fromWeb } from "./explained.ts";

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
      "productpage accepts only pods of namespaces labelled kubesphere.io/workspace=demo; ingress-nginx's namespace has kubesphere.io/workspace=system-workspace",
    );
    expect(explanation.ingress.nearestMiss).toMatchObject({
      object: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" },
      ruleIndex: 0,
      kind: "namespaceLabel",
      difference:
        "namespaceSelector wants kubesphere.io/workspace=demo; namespace ingress-nginx has kubesphere.io/workspace=system-workspace",
    });
    expect(explanation.egress).toMatchObject({ verdict: "allow", isolatedBy: [] });
  });

  test.each([
    ["nothing at all", [dbIngress([])], web, "db accepts no connections at all"],
    [
      "other pods",
      [dbIngress([{ from: [fromWeb] }])],
      other,
      "db accepts only pods labelled app=web in shop; client has app=client and is in namespace other",
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
      "db accepts connections only on TCP 80; this goes to TCP 5432",
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
      "db accepts web: NetworkPolicy shop/db admits pods labelled app=web in shop on any port (ingress rule 1)",
    );
  });

  test("uses the name the person asking used", () => {
    const model = compile([...cluster, dbIngress([])]);
    const asked = { ...flow(web, db), to: { pod: db, name: "the-database" } };
    expect(explain(model, asked).sentence).toBe("the-database accepts no connections at all");
  });

  test("tells all ports of all rules that admit the source, not only those of one", () => {
    const two = [80, 443].map((port) => ({ from: [fromWeb], ports: [{ port }] }));
    expect(explained([dbIngress(two)], [web, db]).sentence).toBe(
      "db accepts web only on TCP 80 or TCP 443; this goes to TCP 5432",
    );
  });

  test("a namespace meant by its name is told by its name", () => {
    const rule = {
      from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "prod" } } }],
    };
    expect(explained([dbIngress([rule])], [other, db]).sentence).toBe(
      "db accepts only pods of namespace prod; client is in namespace other",
    );
  });

  test("tells of a port that differs beside the peer", () => {
    const rule = { from: [fromWeb], ports: [{ port: 80 }] };
    expect(explained([dbIngress([rule])], [outside, db]).sentence).toBe(
      "db accepts only pods labelled app=web in shop; 203.0.113.5 is not a pod, and this goes to TCP 5432 instead of TCP 80",
    );
  });

  test("a node is a node, a hostNetwork pod comes with its node's address", () => {
    const rule = [dbIngress([{ from: [fromWeb] }])];
    expect(explained(rule, [{ ip: "192.168.0.3" }, db]).sentence).toContain("node3 is a node, not a pod");
    const agent = pod("shop/agent", { ip: "192.168.0.3", node: "node3", hostNetwork: true });
    expect(explained(rule, [agent, db]).sentence).toContain("agent comes with its node's address");
  });

  test("says once why it cannot be told, and of which policies", () => {
    const onPort = (name: string) => dbIngress([{ ports: [{ port: 80 }] }], name);
    expect(explained([onPort("shop/a"), onPort("shop/b")], [web, db, "0/ICMP"]).sentence).toBe(
      "Whether db accepts it cannot be told from the policies: what a rule with ports means for ICMP is left to the network plugin (NetworkPolicy shop/a and NetworkPolicy shop/b)",
    );
  });

  const hundred = Array.from({ length: 100 }, (_, index) => index);
  test.each([
    [
      "rules",
      [dbIngress(hundred.map((n) => ({ from: [{ podSelector: { matchLabels: { app: `a${n}` } } }] })))],
    ],
    [
      "peers",
      [dbIngress([{ from: hundred.map((n) => ({ podSelector: { matchLabels: { app: `a${n}` } } })) }])],
    ],
    ["ports", [dbIngress([{ ports: hundred.map((n) => ({ port: n + 1 })) }])]],
    ["blocks", [dbIngress([{ from: hundred.map((n) => ({ ipBlock: { cidr: `198.51.${n}.0/24` } })) }])]],
    [
      "holes",
      [
        dbIngress([
          {
            from: [{ ipBlock: { cidr: "203.0.113.0/24", except: hundred.map((n) => `203.0.113.${n}/32`) } }],
          },
        ]),
      ],
    ],
    [
      "values",
      [
        dbIngress([
          {
            from: [
              {
                podSelector: {
                  matchExpressions: [{ key: "app", operator: "In", values: hundred.map((n) => `v${n}`) }],
                },
              },
            ],
          },
        ]),
      ],
    ],
    ["policies", hundred.map((n) => dbIngress([{ ports: [{ port: n + 1 }] }], `shop/p${n}`))],
    ["closed policies", hundred.map((n) => dbIngress([], `shop/p${n}`))],
  ])("stays short with a hundred %s, and so does every line of the walkthrough", (_, policies) => {
    const { sentence, ingress } = explained(policies, [outside, db]);
    expect(ingress.verdict).toBe("deny");
    expect(sentence.length).toBeLessThan(300);
    expect(ingress.walkthrough.length).toBeLessThan(50);
    for (const line of ingress.walkthrough) expect(line.length).toBeLessThan(800);
  });
});
