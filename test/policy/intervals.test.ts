/** Sets of numbers as stretches say the same as sets of numbers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { difference, holds, intersection, union, type Interval } from "../../src/policy/intervals.ts";

const stretch = fc
  .tuple(fc.nat(30), fc.nat(6))
  .map(([first, length]): Interval => ({ first, last: first + length }));
const stretches = fc.array(stretch, { maxLength: 8 });

const numbersOf = (intervals: readonly Interval[]): Set<number> =>
  new Set(
    intervals.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
  );

const inOrder = (numbers: Iterable<number>): number[] => [...numbers].sort((one, other) => one - other);

test("union, difference and intersection hold the numbers that those of sets hold, each stretch apart from the next", () => {
  fc.assert(
    fc.property(stretches, stretches, (one, other) => {
      const [left, right] = [numbersOf(one), numbersOf(other)];
      const expected = [
        [union([...one, ...other]), [...new Set([...left, ...right])]],
        [difference(one, other), [...left].filter((number) => !right.has(number))],
        [intersection(one, other), [...left].filter((number) => right.has(number))],
      ] as const;
      for (const [found, numbers] of expected) {
        expect(inOrder(numbersOf(found))).toEqual(inOrder(numbers));
        for (const [place, { first }] of found.entries())
          expect(first).toBeGreaterThan((found[place - 1]?.last ?? -2) + 1);
      }
    }),
  );
});

test("a number is held by a set exactly when it is in one of its stretches", () => {
  fc.assert(
    fc.property(stretches, fc.nat(40), (some, number) => {
      expect(holds(union(some), number)).toBe(numbersOf(some).has(number));
    }),
  );
});
