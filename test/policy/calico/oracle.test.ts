import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, evaluate } from "../../../src/policy/index.ts";
import { namespaces } from "../arbitrary.ts";
import { flows, world } from "../brute-force.ts";
import { calicoSpecs, calicoTiers, toCalicoObject, toTier } from "./arbitrary.ts";
import { calicoOracle } from "./oracle.ts";

const teams = Object.fromEntries(
  namespaces.map(({ metadata }) => [metadata.name, metadata.labels?.["team"]]),
);

test("the verdict is the one that Calico's words give", () => {
  const said = { allow: 0, deny: 0 };
  fc.assert(
    fc.property(
      calicoTiers,
      calicoSpecs,
      fc.array(
        flows.filter(({ protocol }) => protocol !== "SCTP"),
        { minLength: 10, maxLength: 10 },
      ),
      (places, all, asked) => {
        const model = compile([...world, ...places.map(toTier), ...all.map(toCalicoObject)]);
        expect(model.problems).toEqual([]);
        for (const flow of asked) {
          const expected = calicoOracle(places, all, flow, teams) ? "allow" : "deny";
          said[expected]++;
          expect(evaluate(model, flow)).toBe(expected);
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(Math.min(said.allow, said.deny)).toBeGreaterThan(50);
});
