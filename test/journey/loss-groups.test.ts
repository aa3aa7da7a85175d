import fc from "fast-check";
import { expect, test } from "vitest";
import { comparedLosses } from "../../src/gates/loss-groups.ts";

const of = (left: number, came: number) => ({ left, came });

test.each([
  ["packets of one port are lost and pings are not", of(37, 15), of(60, 60), "first-more"],
  ["pings are lost and packets of the port are not", of(37, 37), of(60, 24), "second-more"],
  ["both are lost alike", of(37, 22), of(60, 36), "alike"],
  ["neither is lost", of(37, 37), of(60, 60), "alike"],
  ["all of both are lost", of(37, 0), of(60, 0), "alike"],
  ["seven packets tell no share", of(7, 3), of(60, 60), "too-few"],
  ["a difference that may be chance is none", of(30, 22), of(30, 15), "too-few"],
  ["a tenth of the port's packets and none of the pings are lost", of(80, 72), of(60, 60), "too-few"],
] as const)("%s", (_, first, second, tells) => {
  expect(comparedLosses(first, second)).toBe(tells);
});

test("what the one is more, the other is less", () => {
  const kind = fc
    .record({ left: fc.integer({ min: 1, max: 200 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ left, share }) => of(left, Math.round(left * share)));
  const turned = {
    "first-more": "second-more",
    "second-more": "first-more",
    alike: "alike",
    "too-few": "too-few",
  };
  fc.assert(
    fc.property(kind, kind, (one, other) => {
      expect(comparedLosses(other, one)).toBe(turned[comparedLosses(one, other)]);
    }),
  );
});
