/** Whom Cilium's policies select and isolate, both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/policy/index.ts";
import { db, dbIngress, other, outside, plain, verdict, web } from "../cluster.ts";
import { cilium, clusterwide, fromWeb, inTeamB } from "./objects.ts";

describe("isolation", () => {
  test("a direction with rules is isolated, one without is not", () => {
    expect(verdict([cilium({ ingress: [fromWeb] })], web, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [fromWeb] })], other, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [fromWeb] })], db, web)).toBe("allow");
    expect(verdict([cilium({ ingress: [] })], other, db)).toBe("allow");
    expect(verdict([cilium({ egress: [{}] })], db, web)).toBe("deny");
  });

  test("an empty rule matches nothing, a rule with ports alone anyone", () => {
    expect(verdict([cilium({ ingress: [{}] })], web, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [null] })], web, db)).toBe("deny");
    const ports = [{ ports: [{ port: "5432", protocol: "TCP" }] }];
    expect(verdict([cilium({ ingress: [{ toPorts: ports }] })], outside, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [{ toPorts: ports }] })], outside, db, 5433)).toBe("deny");
  });

  test("fromEndpoints: [] is nobody, [{}] every pod of the policy's namespace", () => {
    expect(verdict([cilium({ ingress: [{ fromEndpoints: [] }] })], web, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [{ fromEndpoints: [{}] }] })], web, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [{ fromEndpoints: [{}] }] })], other, db)).toBe("deny");
  });

  test("enableDefaultDeny: false allows without isolating", () => {
    const open = cilium({ enableDefaultDeny: { ingress: false }, ingress: [fromWeb] });
    expect(verdict([open], other, db)).toBe("allow");
    expect(verdict([open, dbIngress([])], other, db)).toBe("deny");
    expect(verdict([cilium({ enableDefaultDeny: { ingress: true } })], web, db)).toBe("deny");
  });

  test("adds up with NetworkPolicies; a deny rule wins over every allow", () => {
    expect(verdict([cilium({ ingress: [fromWeb] }), dbIngress([])], web, db)).toBe("allow");
    const inOther = { namespaceSelector: { matchLabels: { team: "b" } } };
    expect(verdict([cilium({ ingress: [fromWeb] }), dbIngress([{ from: [inOther] }])], other, db)).toBe(
      "allow",
    );
    const deny = cilium({ ingressDeny: [fromWeb] }, "shop/deny");
    expect(verdict([deny, cilium({ ingress: [fromWeb] })], web, db)).toBe("deny");
    expect(verdict([deny, dbIngress([{}])], web, db)).toBe("deny");
    expect(verdict([deny, dbIngress([{}])], other, db)).toBe("allow");
    // Deny rules isolate like allow rules do.
    expect(verdict([deny], other, db)).toBe("deny");
  });

  test("several specs in one object each count", () => {
    const two = {
      ...cilium({}),
      spec: undefined,
      specs: [
        { endpointSelector: { matchLabels: { app: "db" } }, ingress: [fromWeb] },
        { endpointSelector: { matchLabels: { app: "web" } }, ingress: [{}] },
      ],
    };
    expect(verdict([two], web, db)).toBe("allow");
    expect(verdict([two], db, web)).toBe("deny");
  });

  test("a deny without peers and ports denies nobody; it isolates like any other", () => {
    expect(verdict([cilium({ ingressDeny: [{}] }), dbIngress([{}])], web, db)).toBe("allow");
    expect(verdict([cilium({ ingressDeny: [{}] })], web, db)).toBe("deny");
    const open = cilium({ ingressDeny: [{}], enableDefaultDeny: { ingress: false } });
    expect(verdict([open], web, db)).toBe("allow");
  });

  test("one policy that isolates is enough, beside others that do not", () => {
    const open = cilium({ enableDefaultDeny: { ingress: false }, ingress: [fromWeb] }, "shop/open");
    const closing = cilium({ ingress: [{ fromEndpoints: [{ matchLabels: { app: "x" } }] }] }, "shop/closing");
    expect(verdict([open, closing], web, db)).toBe("allow");
    expect(verdict([open, closing], other, db)).toBe("deny");
  });
});

describe("selectors", () => {
  test("keys may name their source; the namespace and its labels are labels too", () => {
    const by = (selector: object) => [cilium({ ingress: [{ fromEndpoints: [selector] }] })];
    expect(verdict(by({ matchLabels: { "k8s:app": "web" } }), web, db)).toBe("allow");
    expect(verdict(by({ matchLabels: { "any:app": "web" } }), web, db)).toBe("allow");
    expect(verdict(by({ matchLabels: { "io.kubernetes.pod.namespace": "other" } }), plain, db)).toBe("allow");
    expect(verdict(by({ matchLabels: { "io.kubernetes.pod.namespace": "other" } }), web, db)).toBe("deny");
    expect(verdict(by(inTeamB), other, db)).toBe("allow");
    expect(verdict(by(inTeamB), web, db)).toBe("deny");
    const anywhere = { matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: "Exists" }] };
    expect(verdict(by(anywhere), other, db)).toBe("allow");
  });

  test("the service account is a label", () => {
    const by = (account: string) => [
      cilium({
        ingress: [{ fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.serviceaccount": account } }] }],
      }),
    ];
    expect(verdict(by("default"), web, db)).toBe("allow");
    expect(verdict(by("robot"), web, db)).toBe("deny");
  });

  test("a label of another source, such as the cluster's name, is not decided here", () => {
    const by = [
      cilium({ ingress: [{ fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.cluster": "west" } }] }] }),
    ];
    expect(verdict(by, web, db)).toBe("undecidable");
  });

  test("cluster-wide policies select and admit pods of every namespace", () => {
    expect(verdict([clusterwide({ ingress: [{ fromEndpoints: [{}] }] })], other, db)).toBe("allow");
    expect(verdict([clusterwide({ ingress: [{ fromEndpoints: [{}] }] })], outside, db)).toBe("deny");
    const teamB = clusterwide({ endpointSelector: inTeamB, ingress: [{}] });
    expect(verdict([teamB], web, other)).toBe("deny");
    expect(verdict([teamB], other, db)).toBe("allow");
  });

  test("a namespaced policy stays in its namespace, whatever namespace its selector names", () => {
    const to = (labels: object) => [
      cilium({ endpointSelector: { matchLabels: { app: "db", ...labels } }, ingress: [{}] }),
    ];
    expect(verdict(to({ "k8s:io.kubernetes.pod.namespace": "other" }), web, db)).toBe("deny");
    expect(verdict(to({ "io.cilium.k8s.namespace.labels.team": "a" }), web, db)).toBe("deny");
    expect(verdict(to({ "io.cilium.k8s.namespace.labels.team": "b" }), web, db)).toBe("allow");
  });

  test("pods have no reserved labels: what must lack one selects them, what must have one does not", () => {
    const to = (operator: string) => [
      clusterwide({
        endpointSelector: { matchExpressions: [{ key: "reserved:ingress", operator }] },
        ingress: [{}],
      }),
    ];
    expect(verdict(to("DoesNotExist"), web, db)).toBe("deny");
    expect(verdict(to("Exists"), web, db)).toBe("allow");
    expect(compile(to("Exists")).problems).toMatchObject([{ effect: "not-decided" }]);
  });

  test("a requirement narrows the rules about pods of all policies, which is not decided; who meets it passes", () => {
    const requires = cilium(
      { ingress: [{ fromRequires: [{ matchLabels: { app: "web" } }] }] },
      "shop/requires",
    );
    const anyone = cilium({ ingress: [{ fromEntities: ["cluster"] }] });
    expect(verdict([requires, anyone], web, db)).toBe("allow");
    expect(verdict([requires, anyone], plain, db)).toBe("undecidable");
    expect(verdict([requires], web, db)).toBe("deny");
  });
});
