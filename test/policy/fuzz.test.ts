/** Objects as nobody should write them: the engine never throws, says what is wrong, and answers the rest. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, evaluate, explain, suggest } from "../../src/policy/index.ts";
import { corpus } from "./corpus.ts";
import { cluster, db, dbIngress, flow, other, outside, web } from "./cluster.ts";
import { mutated } from "./mutations.ts";

const flows = [
  flow(web, db),
  flow(other, db, "53/UDP"),
  flow(outside, web, 80),
  flow(db, outside, "0/ICMP"),
  flow({ ip: "192.168.0.1" }, web),
];

test("the objects themselves are read without a problem that leaves one out", () => {
  const { problems } = compile([...cluster, ...corpus]);
  expect(problems.filter(({ effect }) => effect === "left-out")).toEqual([]);
});

describe("a mutated object", () => {
  test.each(corpus.map((object) => [object.kind, object] as const))("%s", (_, object) => {
    fc.assert(
      fc.property(mutated(object), (odd) => {
        const model = compile([...cluster, dbIngress([{}]), odd as never]);
        for (const one of flows) {
          const { verdict, sentence, egress, ingress } = explain(model, one);
          expect(evaluate(model, one)).toBe(verdict);
          expect(sentence).not.toBe("");
          expect(egress.walkthrough.length * ingress.walkthrough.length).toBeGreaterThan(0);
        }
        for (const { field, says } of model.problems) expect(field + says).not.toBe("");
      }),
      { numRuns: 150 },
    );
  });
});

test("an object left out changes no answer", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...corpus).chain((object) => mutated(object)),
      (odd) => {
        const model = compile([...cluster, dbIngress([{}]), odd as never]);
        fc.pre(model.problems.some(({ effect }) => effect === "left-out"));
        const without = compile([...cluster, dbIngress([{}])]);
        for (const one of flows) expect(evaluate(model, one)).toBe(evaluate(without, one));
      },
    ),
    { numRuns: 300 },
  );
});

test("a suggestion beside mutated objects never throws", () => {
  fc.assert(
    fc.property(fc.tuple(...corpus.map((object) => mutated(object))), (odd) => {
      const model = compile([...cluster, ...(odd as never[])]);
      for (const one of flows) expect(suggest(model, one).sentence).not.toBe("");
    }),
    { numRuns: 10 },
  );
});
