import { describe, expect, test } from "vitest";
import { compile, explain } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, web } from "../cluster.ts";
import { check } from "./cases.ts";
import { allow, calico, calicoObject, deny, from, tier, toDb } from "./objects.ts";

describe("rules are asked in order, and the first that matches acts", () => {
  check([
    ["allow", [toDb([allow])], web, "allow"],
    ["deny", [toDb([deny])], web, "deny"],
    ["deny before allow", [toDb([deny, allow])], web, "deny"],
    ["allow before deny", [toDb([allow, deny])], web, "allow"],
    ["no rule: the tier's default action", [toDb([])], web, "deny"],
    ["no match: the tier's default action", [toDb(from({ selector: "app == 'x'" }))], web, "deny"],
    ["Log goes on", [toDb([{ action: "Log" }, allow])], web, "allow"],
    ["Log alone allows nothing", [toDb([{ action: "Log" }])], web, "deny"],
    ["Pass leaves the tier, and the profile allows", [toDb([{ action: "Pass" }, deny])], web, "allow"],
    [
      "a pod no policy selects is open",
      [calico("shop/p", { selector: "app == 'x'", types: ["Ingress"] })],
      web,
      "allow",
    ],
  ]);
});

describe("policies are asked by order, without one last, ties by name", () => {
  const named = (name: string, action: object, order?: number) =>
    calico(name, { selector: "app == 'db'", ...(order === undefined ? {} : { order }), ingress: [action] });
  check([
    ["smaller order first", [named("shop/a", deny, 2), named("shop/b", allow, 1)], web, "allow"],
    ["larger order later", [named("shop/a", deny, 1), named("shop/b", allow, 2)], web, "deny"],
    ["a missing order is last", [named("shop/a", deny), named("shop/b", allow, 1e6)], web, "allow"],
    ["equal orders by name", [named("shop/b", deny, 1), named("shop/a", allow, 1)], web, "allow"],
    ["two without order by name", [named("shop/b", allow), named("shop/a", deny)], web, "deny"],
    ["order 0 is an order", [named("shop/a", deny, 1), named("shop/b", allow, 0)], web, "allow"],
    ["a global one among them", [named("shop/a", deny, 2), named("g", allow, 1)], web, "allow"],
    [
      "a global one before a namespaced one, where every version sorts so",
      [named("b", deny), named("shop/c", allow)],
      web,
      "deny",
    ],
    [
      "where versions sort differently it is open",
      [named("shop/b", deny), named("z", allow)],
      web,
      "undecidable",
    ],
    ["unless both do the same", [named("shop/b", deny), named("z", deny)], web, "deny"],
    ["an order settles it", [named("shop/b", deny, 1), named("z", allow, 2)], web, "deny"],
    ["fractions count", [named("shop/a", deny, 1.5), named("shop/b", allow, 1.4)], web, "allow"],
  ]);
});

describe("NetworkPolicies have order 1000 in tier default", () => {
  const open = dbIngress([{}]);
  const closed = dbIngress([]);
  check([
    ["a Calico deny before it wins", [open, toDb([deny], { order: 999 })], web, "deny"],
    ["a Calico deny after it comes too late", [open, toDb([deny], { order: 1001 })], web, "allow"],
    ["a Calico allow before it wins", [closed, toDb([allow], { order: 999 })], web, "allow"],
    [
      "a Calico allow after it still counts: it denies nothing by itself",
      [closed, toDb([allow], { order: 1001 })],
      web,
      "allow",
    ],
    ["both without a match deny", [closed, toDb([], { order: 1 })], web, "deny"],
    [
      "a pass out of the tier leaves it unasked",
      [closed, toDb([{ action: "Pass" }], { order: 1 })],
      web,
      "allow",
    ],
  ]);
});

describe("tiers are asked by order", () => {
  const inTier = (name: string, rules: readonly object[], selector = "app == 'db'") =>
    calico(`${name}.p`, { tier: name, selector, types: ["Ingress"], ingress: rules });
  check([
    ["a tier before default denies", [tier("sec", 100), inTier("sec", [deny]), toDb([allow])], web, "deny"],
    [
      "a tier after default comes too late",
      [tier("sec", 2_000_000), inTier("sec", [deny]), toDb([allow])],
      web,
      "allow",
    ],
    [
      "Pass goes to the next tier",
      [tier("sec", 100), inTier("sec", [{ action: "Pass" }]), toDb([deny])],
      web,
      "deny",
    ],
    [
      "no match denies at the end of the tier",
      [tier("sec", 100), inTier("sec", []), toDb([allow])],
      web,
      "deny",
    ],
    [
      "unless its default action is Pass",
      [tier("sec", 100, "Pass"), inTier("sec", []), toDb([allow])],
      web,
      "allow",
    ],
    [
      "a tier whose policies select another pod is not asked",
      [tier("sec", 100), inTier("sec", [], "app == 'x'")],
      web,
      "allow",
    ],
    ["a tier without order is last", [tier("sec"), inTier("sec", [deny]), toDb([allow])], web, "allow"],
    [
      "two tiers by order",
      [tier("a", 20), tier("b", 10), inTier("a", [deny]), inTier("b", [allow])],
      web,
      "allow",
    ],
    [
      "equal tiers by name",
      [tier("b", 10), tier("a", 10), inTier("a", [deny]), inTier("b", [allow])],
      web,
      "deny",
    ],
    [
      "where a tier stands that was not read is open, and so is what it decides",
      [inTier("ghost", [deny]), toDb([allow])],
      web,
      "undecidable",
    ],
    ["so is its end", [inTier("ghost", []), toDb([allow])], web, "undecidable"],
    ["it changes nothing that is denied anyway", [inTier("ghost", [deny]), toDb([deny])], web, "deny"],
    ["nor anything it says nothing of", [inTier("ghost", [], "app == 'x'"), toDb([allow])], web, "allow"],
    ["default itself may pass", [tier("default", 1_000_000, "Pass"), toDb([])], web, "allow"],
    [
      "NetworkPolicies after a passing tier",
      [tier("sec", 100, "Pass"), inTier("sec", []), dbIngress([])],
      web,
      "deny",
    ],
  ]);
});

describe("a rule that may match or not", () => {
  const maybe = (action: string) => ({ action, protocol: "TCP", source: { ports: [4000] } });
  check([
    ["matters when it would change the answer", [toDb([maybe("Deny"), allow])], web, "undecidable"],
    ["does not when the answer is the same", [toDb([maybe("Allow"), allow])], web, "allow"],
    ["a pass to what allows as well does not", [toDb([maybe("Pass"), allow])], web, "allow"],
    [
      "a pass to what denies does",
      [
        tier("sec", 10),
        calico("sec.p", {
          tier: "sec",
          selector: "app == 'db'",
          types: ["Ingress"],
          ingress: [maybe("Pass"), allow],
        }),
        toDb([deny]),
      ],
      web,
      "undecidable",
    ],
    [
      "a pass is followed through tiers that pass it on",
      [
        tier("sec", 10),
        tier("ops", 20),
        calico("sec.p", {
          tier: "sec",
          selector: "app == 'db'",
          types: ["Ingress"],
          ingress: [maybe("Pass"), allow],
        }),
        calico("ops.p", {
          tier: "ops",
          selector: "app == 'db'",
          types: ["Ingress"],
          ingress: [{ action: "Pass" }],
        }),
        toDb([deny]),
      ],
      web,
      "undecidable",
    ],
    ["a log never does", [toDb([maybe("Log"), allow])], web, "allow"],
    ["after what acted it is not asked", [toDb([allow, maybe("Deny")])], web, "allow"],
  ]);
});

describe("types absent follow the rules given", () => {
  const both = { selector: "app == 'web' || app == 'db'" };
  test.each([
    ["none: ingress alone", both, "deny", "allow"],
    ["ingress rules: ingress alone", { ...both, ingress: [] }, "deny", "allow"],
    ["egress rules: egress alone", { ...both, egress: [deny] }, "allow", "deny"],
    ["both: both", { ...both, ingress: [deny], egress: [deny] }, "deny", "deny"],
    [
      "Egress makes ingress rules inert",
      { ...both, types: ["Egress"], ingress: [deny], egress: [allow] },
      "allow",
      "allow",
    ],
  ])("%s", (_, spec, ingress, egress) => {
    const explained = explain(compile([...cluster, calico("shop/p", spec)]), flow(web, db));
    expect([explained.ingress.verdict, explained.egress.verdict]).toEqual([ingress, egress]);
  });

  test("in the CRD nothing is filled in, and absent types are both", () => {
    const crd = calico("shop/p", { selector: "app == 'web'" }, "crd.projectcalico.org/v1");
    expect(explain(compile([...cluster, crd]), flow(web, db)).egress.verdict).toBe("deny");
  });
});

describe("profiles are asked after all tiers", () => {
  const profile = (name: string, ingress: readonly object[]) =>
    calicoObject("Profile", name, { ingress, egress: [allow] });
  check([
    ["the one every namespace has allows all", [profile("kns.shop", [allow])], web, "allow"],
    ["one that denies", [profile("kns.shop", [deny])], web, "deny"],
    ["one without rules drops", [profile("kns.shop", [])], web, "deny"],
    ["one of another namespace", [profile("kns.other", [deny])], web, "allow"],
    [
      "a service account's may allow what the namespace's leaves open",
      [profile("kns.shop", []), profile("ksa.shop.default", [allow])],
      web,
      "allow",
    ],
    ["a policy that allows leaves it unasked", [profile("kns.shop", [deny]), toDb([allow])], web, "allow"],
    ["a pass comes to it", [profile("kns.shop", [deny]), toDb([{ action: "Pass" }])], web, "deny"],
  ]);
});
