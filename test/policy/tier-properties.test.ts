import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, evaluate, explain, suggest } from "../../src/policy/index.ts";
import { namespaces, policySpecs, toObject } from "./arbitrary.ts";
import { flows, world } from "./brute-force.ts";
import { expectExact } from "./fix/exact.ts";
import { tierSpecs, toTierObject } from "./tier-arbitrary.ts";
import { tierOracle } from "./tier-oracle.ts";

test("through all tiers the verdict is the one the API's words give", () => {
  fc.assert(
    fc.property(
      tierSpecs,
      policySpecs,
      fc.array(flows, { minLength: 10, maxLength: 10 }),
      (tiers, policies, asked) => {
        const model = compile([...world, ...tiers.map(toTierObject), ...policies.map(toObject)]);
        expect(model.problems).toEqual([]);
        for (const flow of asked) {
          const { verdict, egress, ingress } = explain(model, flow);
          expect(verdict).toBe(tierOracle(tiers, policies, flow, namespaces) ? "allow" : "deny");
          expect(evaluate(model, flow)).toBe(verdict);
          for (const { verdict: one, deniedBy, isolatedBy } of [egress, ingress])
            expect(one !== "deny" || deniedBy !== undefined || isolatedBy.length > 0).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("the order of objects never matters, equal priorities and other APIs included", () => {
  const others = [
    {
      apiVersion: "cilium.io/v2",
      kind: "CiliumNetworkPolicy",
      metadata: { namespace: "n1", name: "c" },
      spec: {
        endpointSelector: {},
        ingress: [{ fromEndpoints: [{ matchLabels: { app: "x" } }] }],
        egressDeny: [{ toEntities: ["world"] }],
      },
    },
    {
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { namespace: "istio-system", name: "a" },
      spec: { rules: [{ from: [{ source: { namespaces: ["n1"] } }] }] },
    },
  ];
  fc.assert(
    fc.property(
      fc
        .tuple(tierSpecs, policySpecs, fc.boolean(), fc.boolean())
        .map(([tiers, policies, tied, more]) => [
          ...tiers
            .map(toTierObject)
            .map((object) =>
              tied && "spec" in object
                ? { ...object, spec: { ...(object["spec"] as object), priority: 5 } }
                : object,
            ),
          ...policies.map(toObject),
          ...(more ? others : []),
        ])
        .chain((objects) =>
          fc.tuple(
            fc.constant(objects),
            fc.shuffledSubarray([...world, ...objects], { minLength: world.length + objects.length }),
          ),
        ),
      flows,
      ([objects, shuffled], flow) => {
        expect(explain(compile(shuffled), flow)).toEqual(explain(compile([...world, ...objects]), flow));
      },
    ),
  );
});

test("below other tiers a suggestion is exact, and refused only against what no NetworkPolicy opens", () => {
  fc.assert(
    fc.property(tierSpecs, policySpecs, flows, (tiers, policies, flow) => {
      const objects = [...world, ...tiers.map(toTierObject), ...policies.map(toObject)];
      const before = compile(objects);
      const { verdict, egress, ingress } = explain(before, flow);
      const suggestion = suggest(before, flow);
      const denied = egress.deniedBy ?? ingress.deniedBy;
      // A baseline denial is overruled by a NetworkPolicy, exactly; any other denial is refused.
      const overruled =
        suggestion.result === "change" && suggestion.changes.some(({ action }) => action === "overrule");
      const change = denied && !overruled ? "refused" : "change";
      expect(suggestion.result).toBe(verdict === "allow" ? "not-needed" : change);
      if (suggestion.result === "change") expectExact(suggestion, flow, objects);
    }),
    { numRuns: 25 },
  );
});
