import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, evaluate, explain, suggest, whatIf, type PolicyModel } from "../../src/policy/index.ts";
import { anyRule, namespaces, policySpecs, toObject } from "./arbitrary.ts";
import { closed, flows, world } from "./brute-force.ts";
import { expectExact } from "./fix/exact.ts";
import { oracle, type PolicySpec } from "./oracle.ts";

const empty = compile(world);
const modelOf = (specs: readonly PolicySpec[]): PolicyModel => whatIf(empty, specs.map(toObject));

test("the verdict is the one the API's words give", () => {
  fc.assert(
    fc.property(policySpecs, fc.array(flows, { minLength: 10, maxLength: 10 }), (specs, asked) => {
      const model = modelOf(specs);
      expect(model.problems).toEqual([]);
      for (const flow of asked)
        expect(evaluate(model, flow)).toBe(oracle(specs, flow, namespaces) ? "allow" : "deny");
    }),
    { numRuns: 200 },
  );
});

test("a denied direction names every isolating policy, and a nearest rule whenever there is a rule", () => {
  fc.assert(
    fc.property(policySpecs, flows, (specs, flow) => {
      const model = modelOf(specs);
      const { egress, ingress, sentence, verdict } = explain(model, flow);
      expect(verdict).toBe(evaluate(model, flow));
      expect(sentence).not.toBe("");
      for (const direction of [egress, ingress]) {
        if (direction.verdict !== "deny") continue;
        expect(verdict).toBe("deny");
        expect(direction.isolatedBy.length).toBeGreaterThan(0);
        const rules = specs
          .filter(({ namespace, name }) =>
            direction.isolatedBy.some((ref) => ref.namespace === namespace && ref.name === name),
          )
          .flatMap(({ spec }) => spec[direction.direction] ?? []);
        expect(direction.nearestMiss !== undefined).toBe(rules.length > 0);
      }
    }),
  );
});

test("a permit added never closes a flow", () => {
  const added = fc.tuple(anyRule.ingress, anyRule.egress, fc.nat());
  fc.assert(
    fc.property(
      policySpecs.filter((specs) => specs.length > 0),
      added,
      (specs, [ingress, egress, at]) => {
        const more = specs.map((one, index): PolicySpec => {
          if (index !== at % specs.length) return one;
          const { spec } = one;
          // Without policyTypes a first egress rule would isolate, which is no permit.
          const isolatesEgress = spec.policyTypes?.includes("Egress") ?? (spec.egress ?? []).length > 0;
          return {
            ...one,
            spec: {
              ...spec,
              ingress: [...(spec.ingress ?? []), ingress],
              ...(isolatesEgress ? { egress: [...(spec.egress ?? []), egress] } : {}),
            },
          };
        });
        expect(closed(modelOf(specs), modelOf(more))).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test("the order of objects never matters", () => {
  fc.assert(
    fc.property(
      policySpecs.chain((specs) =>
        fc.tuple(
          fc.constant(specs),
          fc.shuffledSubarray([...world, ...specs.map(toObject)], { minLength: world.length + specs.length }),
        ),
      ),
      flows,
      ([specs, shuffled], flow) => {
        expect(explain(compile(shuffled), flow)).toEqual(explain(modelOf(specs), flow));
        expect(suggest(compile(shuffled), flow)).toEqual(suggest(modelOf(specs), flow));
      },
    ),
  );
});

test("what-if answers as a model of the applied objects does", () => {
  fc.assert(
    fc.property(
      policySpecs,
      policySpecs,
      fc.array(flows, { minLength: 5, maxLength: 5 }),
      (specs, patches, asked) => {
        const applied = new Map(
          [...specs, ...patches].map((spec) => [`${spec.namespace}/${spec.name}`, spec]),
        );
        const patched = whatIf(modelOf(specs), patches.map(toObject));
        const fresh = modelOf([...applied.values()]);
        for (const flow of asked) expect(explain(patched, flow)).toEqual(explain(fresh, flow));
      },
    ),
  );
});

test("a suggestion opens the flow, and lists exactly what else it opens and closes", () => {
  fc.assert(
    fc.property(policySpecs, flows, (specs, flow) => {
      const before = modelOf(specs);
      const suggestion = suggest(before, flow);
      if (explain(before, flow).verdict === "allow") {
        expect(suggestion.result).toBe("not-needed");
        return;
      }
      if (suggestion.result !== "change") throw new Error(suggestion.sentence);
      expectExact(suggestion, flow, [...world, ...specs.map(toObject)]);
    }),
    { numRuns: 30 },
  );
});
