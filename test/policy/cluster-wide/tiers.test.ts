/** Priorities, actions and tiers of AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy, both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile, explain, suggest } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, other, verdict, web } from "../cluster.ts";
import { admin, allowAll, anyPod, baseline, clusterPolicy, denyAll, passAll } from "./objects.ts";

const shop = [{ namespaces: { matchLabels: { team: "a" } } }];
const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

describe("priorities and actions", () => {
  test("the lower number goes first, and in one policy the first matching rule", () => {
    const first = admin({ priority: 1, ingress: [denyAll] }, "a");
    const second = admin({ priority: 2, ingress: [allowAll] }, "b");
    expect(verdict([second, first], web, db)).toBe("deny");
    expect(verdict([admin({ priority: 3, ingress: [denyAll] }, "a"), second], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [allowAll, denyAll] })], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [denyAll, allowAll] })], web, db)).toBe("deny");
  });

  test("Allow and Deny are final: no NetworkPolicy is asked", () => {
    expect(verdict([admin({ ingress: [allowAll] }), dbIngress([])], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [denyAll] }), dbIngress([{}])], web, db)).toBe("deny");
  });

  test("Pass skips the other admin policies; then NetworkPolicies decide for pods they select, else the baseline", () => {
    const pass = admin({ priority: 1, ingress: [passAll] }, "pass");
    const deny = admin({ priority: 2, ingress: [denyAll] }, "deny");
    const base = baseline({ ingress: [denyAll] });
    expect(verdict([pass, deny], web, db)).toBe("allow");
    expect(verdict([pass, dbIngress([])], web, db)).toBe("deny");
    expect(verdict([pass, base], web, db)).toBe("deny");
    expect(verdict([pass, base, dbIngress([{ from: [fromWeb] }])], web, db)).toBe("allow");
    expect(verdict([pass, baseline({ ingress: [allowAll] }), dbIngress([])], web, db)).toBe("deny");
  });

  test("a NetworkPolicy for the other direction leaves the baseline in force", () => {
    const egressOnly = { ...dbIngress([]), spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}] } };
    expect(verdict([baseline({ ingress: [denyAll] }), egressOnly], web, db)).toBe("deny");
  });

  test("none of them isolates: what no rule matches goes on, in the end to allow", () => {
    const elsewhere = { action: "Allow", from: [{ namespaces: { matchLabels: { team: "z" } } }] };
    expect(verdict([admin({ ingress: [elsewhere] })], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [elsewhere] }), dbIngress([])], web, db)).toBe("deny");
    expect(verdict([baseline({ ingress: [elsewhere] })], web, db)).toBe("allow");
  });

  test("an egress Allow does not open the peer's ingress", () => {
    const egress = admin({ egress: [{ action: "Allow", to: anyPod }] });
    expect(verdict([egress, dbIngress([])], web, db)).toBe("deny");
    expect(verdict([egress], web, db)).toBe("allow");
  });

  test("a baseline has no Pass in v1alpha1 and is named default; in v1alpha2 Pass ends the tier", () => {
    expect(compile([baseline({ ingress: [passAll] })]).problems).toMatchObject([
      { field: "spec.ingress[0].action", effect: "left-out" },
    ]);
    expect(compile([baseline({ ingress: [denyAll] }, "other")]).problems).toMatchObject([
      { field: "metadata.name" },
    ]);
    const deny = clusterPolicy({ tier: "Baseline", priority: 20, ingress: [denyAll] }, "deny");
    const pass = clusterPolicy({ tier: "Baseline", priority: 10, ingress: [passAll] }, "pass");
    expect(verdict([deny], web, db)).toBe("deny");
    expect(verdict([deny, pass], web, db)).toBe("allow");
  });

  test("of two with one priority the implementation picks: undecidable when it matters, and said so", () => {
    const one = admin({ ingress: [allowAll] }, "one");
    const two = admin({ ingress: [denyAll] }, "two");
    const { verdict: undecided, sentence } = explain(compile([...cluster, one, two]), flow(web, db));
    expect(undecided).toBe("undecidable");
    expect(sentence).toContain("same priority as AdminNetworkPolicy one");
    expect(verdict([one, admin({ ingress: [allowAll] }, "two")], web, db)).toBe("allow");
    expect(verdict([one, admin({ priority: 11, ingress: [denyAll] }, "two")], web, db)).toBe("allow");
  });

  test("priorities 0 and 1000 are priorities; a baseline's order is by priority too", () => {
    const at = (priority: number, rule: object, name: string) =>
      clusterPolicy({ tier: "Baseline", priority, ingress: [rule] }, name);
    const accept = { action: "Accept", from: anyPod };
    expect(verdict([at(1000, denyAll, "a"), at(0, accept, "b")], web, db)).toBe("allow");
    expect(verdict([at(0, denyAll, "a"), at(1000, accept, "b")], web, db)).toBe("deny");
  });

  test("a Pass in Admin does not pass the Baseline; an Accept in Baseline needs no NetworkPolicy", () => {
    const accept = clusterPolicy({ tier: "Baseline", ingress: [{ action: "Accept", from: anyPod }] }, "base");
    const deny = clusterPolicy({ tier: "Baseline", priority: 20, ingress: [denyAll] }, "base-deny");
    const pass = clusterPolicy({ ingress: [passAll] }, "pass");
    expect(verdict([pass, deny], web, db)).toBe("deny");
    expect(verdict([pass, accept, deny], web, db)).toBe("allow");
  });

  test("two of one priority are open only when both speak of the flow", () => {
    const one = admin({ ingress: [{ action: "Allow", from: shop }] }, "one");
    const two = admin({ ingress: [denyAll] }, "two");
    expect(verdict([one, two], other, db)).toBe("deny");
    expect(verdict([one, two], web, db)).toBe("undecidable");
  });
});

describe("in words", () => {
  test("the walkthrough asks each tier in order and says what came of it", () => {
    const model = compile([
      ...cluster,
      admin({
        ingress: [
          { action: "Deny", from: shop },
          { action: "Pass", from: anyPod },
        ],
      }),
      baseline({ ingress: [denyAll] }),
    ]);
    const { ingress } = explain(model, flow(other, db));
    expect(ingress.walkthrough).toEqual([
      "Admin tier: AdminNetworkPolicy admin ingress rule 1 denies pods of namespaces labelled team=a on any port: no, namespaceSelector wants team=a; namespace other has team=b",
      "Admin tier: AdminNetworkPolicy admin ingress rule 2 passes on pods of every namespace on any port: matches",
      "Admin tier: AdminNetworkPolicy admin passes it on to the next tier",
      "NetworkPolicy tier: no policy selects db for ingress",
      "Baseline tier: BaselineAdminNetworkPolicy default ingress rule 1 denies pods of every namespace on any port: matches",
      "Baseline tier: BaselineAdminNetworkPolicy default denies, which is final",
      "denied by BaselineAdminNetworkPolicy default",
    ]);
    expect(ingress.sentence).toBe(
      "client may not reach db: BaselineAdminNetworkPolicy default denies pods of every namespace on any port (ingress rule 1)",
    );
  });

  test("a default deny below an admin policy names every isolating policy", () => {
    const model = compile([
      ...cluster,
      admin({ ingress: [passAll] }),
      dbIngress([]),
      dbIngress([], "shop/db2"),
    ]);
    expect(explain(model, flow(web, db)).ingress.walkthrough).toContain(
      "NetworkPolicy tier: no rule matches and NetworkPolicy shop/db and NetworkPolicy shop/db2 isolate it: denied by default",
    );
  });

  test("no change is suggested against a Deny of a higher tier", () => {
    const model = compile([...cluster, admin({ ingress: [denyAll] }), dbIngress([])]);
    expect(suggest(model, flow(web, db))).toMatchObject({
      result: "refused",
      object: { kind: "AdminNetworkPolicy", name: "admin" },
      sentence: expect.stringContaining("above every NetworkPolicy") as string,
    });
  });

  test("below a Pass the NetworkPolicy that isolates is changed, and only what opens is listed", () => {
    const model = compile([...cluster, admin({ ingress: [passAll] }), dbIngress([])]);
    expect(suggest(model, flow(web, db))).toMatchObject({ result: "change", alsoOpens: [] });
  });
});
