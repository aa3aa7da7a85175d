/** The story of a watch: one look in, the state after it and what is told out. */
import type { Looked, Seen, WatchSaying, WatchState } from "../model/watch.ts";
import { waitFor, type WatchPace } from "./pace.ts";

/** So many looks in a row that find it reachable end the watch. */
const passesToEnd = 2;

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 to 1: spreads the next look. */
  readonly chance: number;
}

export interface Advanced {
  readonly state: WatchState;
  readonly says: readonly WatchSaying[];
  /** It was reachable often enough. */
  readonly over: boolean;
}

/** The state before the first look. `standing` is what the answer said that it was begun at. */
export function begin(standing: Seen | undefined, pace: WatchPace, { now, chance }: Moment): WatchState {
  const rest = { looks: 0, passed: 0, steady: 0, blind: 0, changedAt: [] };
  return {
    ...rest,
    ...(standing && { standing }),
    nextAt: now + waitFor(rest, pace, chance),
  };
}

/** The state after one more look. */
export function advance(before: WatchState, looked: Looked, pace: WatchPace, moment: Moment): Advanced {
  const known = whatIsKnown(before, looked);
  const after =
    known.kind === "seen"
      ? sawSomething(before, known.seen, pace, moment.now)
      : sawNothing(before, known.why, pace);
  const { state } = after;
  return {
    ...after,
    state: { ...state, nextAt: moment.now + waitFor(state, pace, moment.chance) },
    over: state.passed >= passesToEnd,
  };
}

/** A look that could not tell knows of no change, be it that it broke: what was seen before still stands. */
function whatIsKnown({ standing }: WatchState, looked: Looked): Looked {
  if (looked.kind === "not-seen" || looked.seen.verdict !== "unknown") return looked;
  return standing === undefined || standing.verdict === "unknown"
    ? looked
    : { kind: "not-seen", why: looked.seen.says };
}

type After = Pick<Advanced, "state" | "says">;

function sawNothing(before: WatchState, why: string, { blindLooks }: WatchPace): After {
  const blind = before.blind + 1;
  // What was not seen passed is not known to pass.
  const state = { ...broken(before), looks: before.looks + 1, steady: before.steady + 1, blind };
  return { state, says: blind === blindLooks ? [{ kind: "blind", looks: blind, why }] : [] };
}

function sawSomething(before: WatchState, seen: Seen, pace: WatchPace, now: number): After {
  const change = changeTo(seen, before.standing);
  const state: WatchState = {
    ...(seen.verdict === "reachable" ? passing(before, now) : broken(before)),
    looks: before.looks + 1,
    standing: seen,
    steady: change === undefined ? before.steady + 1 : 0,
    blind: 0,
  };
  if (change === undefined) return stillness(state, seen, pace, now);
  return changed(state, { kind: change, seen }, pace, now);
}

/** What is told of it, if it is another than before. The first look of all tells only that it passes. */
function changeTo(seen: Seen, before: Seen | undefined): "passes" | "broke" | "other-cause" | undefined {
  if (seen.verdict === "reachable") return before?.verdict === "reachable" ? undefined : "passes";
  if (before === undefined) return undefined;
  if (before.verdict === "reachable") return "broke";
  return before.verdict === seen.verdict && before.cause === seen.cause ? undefined : "other-cause";
}

function passing(before: WatchState, now: number): WatchState {
  return { ...before, passed: before.passed + 1, passingSince: before.passingSince ?? now };
}

function broken(before: WatchState): WatchState {
  const rest = { ...before, passed: 0 };
  delete rest.passingSince;
  return rest;
}

/** Told at once, until there are so many changes that they are told together. */
function changed(
  state: WatchState,
  saying: Extract<WatchSaying, { kind: "passes" | "broke" | "other-cause" }>,
  pace: WatchPace,
  now: number,
): After {
  const { flapping, hushMs } = pace;
  const changedAt = [...state.changedAt.filter((at) => now - at < flapping.withinMs), now];
  const { hushed } = state;
  if (hushed) {
    const more = { ...hushed, untold: hushed.untold + 1 };
    return now - hushed.at < hushMs
      ? { state: { ...state, changedAt, hushed: more }, says: [] }
      : together({ ...state, changedAt, hushed: more }, more, saying.seen, now);
  }
  if (changedAt.length < flapping.changes) return { state: { ...state, changedAt }, says: [saying] };
  const since = changedAt[0] ?? now;
  return together({ ...state, changedAt }, { untold: changedAt.length, since }, saying.seen, now);
}

/** Nothing changed: after a while what was not told is, and when there is nothing of that it is calm again. */
function stillness(state: WatchState, seen: Seen, { hushMs }: WatchPace, now: number): After {
  const { hushed, ...calm } = state;
  if (!hushed || now - hushed.at < hushMs) return { state, says: [] };
  return hushed.untold > 0
    ? together(state, hushed, seen, now)
    : { state: { ...calm, changedAt: [] }, says: [] };
}

function together(
  state: WatchState,
  { untold, since }: { readonly untold: number; readonly since: number },
  seen: Seen,
  now: number,
): After {
  const flaps: WatchSaying = { kind: "flaps", changes: untold, withinMs: now - since, seen };
  return { state: { ...state, hushed: { at: now, untold: 0, since: now } }, says: [flaps] };
}
