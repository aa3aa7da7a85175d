import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, evaluate, explain, suggest, whatIf } from "../../../src/policy/index.ts";
import { flows, world } from "../brute-force.ts";
import { expectExact } from "../fix/exact.ts";
import { ciliumRule, ciliumSpecs, toCiliumObject } from "./arbitrary.ts";
import { ciliumOracle, type CiliumSpec } from "./oracle.ts";

const askable = flows.filter(({ protocol }) => protocol !== "SCTP");

test("the verdict is the one that Cilium's words give", () => {
  const said = { allow: 0, deny: 0 };
  fc.assert(
    fc.property(ciliumSpecs, fc.array(askable, { minLength: 10, maxLength: 10 }), (all, asked) => {
      const model = compile([...world, ...all.map(toCiliumObject)]);
      expect(model.problems).toEqual([]);
      for (const flow of asked) {
        const expected = ciliumOracle(all, flow) ? "allow" : "deny";
        said[expected]++;
        expect(evaluate(model, flow)).toBe(expected);
      }
    }),
    { numRuns: 200 },
  );
  expect(Math.min(said.allow, said.deny)).toBeGreaterThan(50);
});

test("the order of Cilium's objects never matters, nor whether they come later", () => {
  fc.assert(
    fc.property(
      ciliumSpecs.chain((all) => {
        const objects = [...world, ...all.map(toCiliumObject)];
        return fc.tuple(
          fc.constant(objects),
          fc.shuffledSubarray(objects, { minLength: objects.length }),
          fc.nat(),
        );
      }),
      askable,
      ([objects, shuffled, at], flow) => {
        const whole = explain(compile(objects), flow);
        expect(explain(compile(shuffled), flow)).toEqual(whole);
        const cut = at % objects.length;
        expect(explain(whatIf(compile(objects.slice(0, cut)), objects.slice(cut)), flow)).toEqual(whole);
      },
    ),
    { numRuns: 100 },
  );
});

test("an allow added to a direction that has rules never closes a flow", () => {
  fc.assert(
    fc.property(
      ciliumSpecs.filter((all) => all.length > 0),
      ciliumRule,
      fc.nat(),
      askable,
      (all, added, at, flow) => {
        const more = all.map((one, index): CiliumSpec => {
          if (index !== at % all.length) return one;
          return {
            ...one,
            ...(one.ingress?.length ? { ingress: [...one.ingress, added] } : {}),
            ...(one.egress?.length ? { egress: [...one.egress, added] } : {}),
          };
        });
        const before = evaluate(compile([...world, ...all.map(toCiliumObject)]), flow);
        if (before === "allow")
          expect(evaluate(compile([...world, ...more.map(toCiliumObject)]), flow)).toBe("allow");
      },
    ),
    { numRuns: 200 },
  );
});

test("a suggestion among Cilium's policies opens the flow, and lists exactly what else it opens and closes", () => {
  let changes = 0;
  fc.assert(
    fc.property(ciliumSpecs, askable, (all, asked) => {
      const objects = [...world, ...all.map(toCiliumObject)];
      const suggestion = suggest(compile(objects), asked);
      if (suggestion.result !== "change") return;
      changes++;
      expectExact(suggestion, asked, objects);
    }),
    { numRuns: 30 },
  );
  expect(changes).toBeGreaterThan(0);
});
