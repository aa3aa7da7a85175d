import { expect, test } from "vitest";
import type { Looked, Seen, WatchState } from "../../src/model/watch.ts";
import { advance, begin } from "../../src/watch/advance.ts";
import { waitFor, watchPace } from "../../src/watch/pace.ts";
import { lookedBy, seenIn } from "../../src/watch/seen.ts";
import { blocked, reachable } from "../report/incident.ts";

const minute = 60_000;
const isBlocked: Seen = { verdict: "blocked", cause: "ND401 NetworkPolicy shop deny", says: "a policy" };
const otherPolicy: Seen = { ...isBlocked, cause: "ND401 NetworkPolicy shop other", says: "another policy" };
const passes: Seen = { verdict: "reachable", cause: "", says: "A reaches B" };
const blind: Looked = { kind: "not-seen", why: "No node answers." };

/** The looks of a watch, `[minutes since it began, what was seen]`, and what is told: kinds, `-` where nothing is. */
function story(first: Seen | undefined, looks: readonly (readonly [number, Seen | Looked])[]) {
  let state: WatchState = begin(first, watchPace, { now: 0, chance: 0.5 });
  let over = false;
  const says = looks.map(([at, seen]) => {
    const looked: Looked = "kind" in seen ? seen : { kind: "seen", seen };
    const next = advance(state, looked, watchPace, { now: at * minute, chance: 0.5 });
    ({ state, over } = next);
    return (
      next.says.map((each) => (each.kind === "flaps" ? `flaps ${each.changes}` : each.kind)).join() || "-"
    );
  });
  return { says, over, state };
}

test("as long as the same stops it nothing is told, and the looks become rare", () => {
  const { says, over, state } = story(isBlocked, [
    [0.5, isBlocked],
    [1.5, isBlocked],
    [3.5, isBlocked],
    [7.5, isBlocked],
    [12.5, isBlocked],
  ]);
  expect(says).toEqual(["-", "-", "-", "-", "-"]);
  expect(over).toBe(false);
  expect(state).toMatchObject({ looks: 5, nextAt: 17.5 * minute });
});

test("it passes, passes once more a minute later, and the watch is over", () => {
  const { says, over } = story(isBlocked, [
    [0.5, passes],
    [1.5, passes],
  ]);
  expect(says).toEqual(["passes", "-"]);
  expect(over).toBe(true);
  expect(story(isBlocked, [[0.5, passes]]).state.nextAt).toBe(1.5 * minute);
});

test("since when it passes is known until it breaks, or could not be looked at", () => {
  const { passingSince } = story(isBlocked, [
    [0.5, passes],
    [1.5, passes],
  ]).state;
  expect(passingSince).toBe(0.5 * minute);
  for (const not of [isBlocked, blind])
    expect(
      story(isBlocked, [
        [1, passes],
        [2, not],
      ]).state,
    ).not.toHaveProperty("passingSince");
});

test("what passed once and broke again is told each time, and goes on", () => {
  const { says, over } = story(isBlocked, [
    [1, passes],
    [2, isBlocked],
    [14, passes],
  ]);
  expect(says).toEqual(["passes", "broke", "passes"]);
  expect(over).toBe(false);
});

test("a look that could not tell says neither that it broke nor that it changed, and is told at the third", () => {
  const unsure: Seen = { verdict: "unknown", cause: "", says: "I could not tell whether A reaches B" };
  const { says, over, state } = story(isBlocked, [
    [1, passes],
    [2, unsure],
    [3, unsure],
    [4, unsure],
    [5, passes],
    [6, isBlocked],
  ]);
  expect(says).toEqual(["passes", "-", "-", "blind", "-", "broke"]);
  expect(over).toBe(false);
  expect(state.standing).toEqual(isBlocked);
  expect(story(isBlocked, [[1, unsure]]).says).toEqual(["-"]);
  expect(story(unsure, [[1, isBlocked]]).says).toEqual(["other-cause"]);
});

test("another object to blame is another cause", () => {
  expect(story(isBlocked, [[1, otherPolicy]]).says).toEqual(["other-cause"]);
  expect(story(isBlocked, [[1, { ...isBlocked, says: "the same in other words" }]]).says).toEqual(["-"]);
  expect(story(isBlocked, [[1, { ...isBlocked, verdict: "partial" }]]).says).toEqual(["other-cause"]);
});

test("what it was before nobody knows: then only that it passes is told", () => {
  expect(story(undefined, [[1, isBlocked]]).says).toEqual(["-"]);
  expect(story(undefined, [[1, passes]]).says).toEqual(["passes"]);
});

test("what comes and goes is told once with the count, then at most every ten minutes, then it is calm", () => {
  const looks = Array.from(
    { length: 10 },
    (_none, at) => [at + 1, at % 2 === 0 ? passes : isBlocked] as const,
  );
  const { says } = story(isBlocked, [...looks, [13.5, isBlocked], [23.6, isBlocked], [34, passes]]);
  expect(says).toEqual([
    ...["passes", "broke", "flaps 3", "-", "-", "-", "-", "-", "-", "-"],
    ...["flaps 7", "-", "passes"],
  ]);
});

test("looks that see nothing are told once, when there are several in a row", () => {
  const { says, state } = story(isBlocked, [
    [1, blind],
    [2, blind],
    [3, blind],
    [4, blind],
    [5, isBlocked],
    [6, blind],
  ]);
  expect(says).toEqual(["-", "-", "blind", "-", "-", "-"]);
  expect(state.blind).toBe(1);
});

test("a look that saw nothing between two that passed does not count as passing", () => {
  const { says, over } = story(isBlocked, [
    [1, passes],
    [2, blind],
    [3, passes],
  ]);
  expect(says).toEqual(["passes", "-", "-"]);
  expect(over).toBe(false);
});

test("the next look is spread by a tenth, so that watches that began together do not look together", () => {
  const first = { passed: 0, steady: 0 };
  expect([0, 0.5, 1].map((chance) => waitFor(first, watchPace, chance))).toEqual([27_000, 30_000, 33_000]);
  expect(waitFor({ passed: 0, steady: 400 }, watchPace, 1)).toBe(330_000);
});

test("of an answer its verdict, cause and headline count", () => {
  const { cause, ...seen } = seenIn(blocked);
  expect(cause).toMatch(/^ND\d+ NetworkPolicy test productpage-isolation$/);
  expect(seen).toEqual({ verdict: "blocked", says: blocked.headline });
  expect(lookedBy({ kind: "verdict", report: reachable })).toMatchObject({
    seen: { verdict: "reachable", cause: "" },
  });
  expect(lookedBy({ kind: "ask-back", sentence: "Which?", candidates: [] })).toMatchObject({
    isUnclear: true,
  });
  expect(lookedBy({ kind: "failed", sentence: "No." })).toEqual({ kind: "not-seen", why: "No." });
});
