/** What changed on the way of a question, and when: a list of times that accuses nobody. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { Flow } from "../../model/flow.ts";
import type { Question } from "../../model/question.ts";
import type { WeighedFinding } from "../../model/report.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Change, Timeline } from "../../model/timeline.ts";
import { day, hour, minute, timeOf, written } from "./clock.ts";
import { followedObjects } from "./followed.ts";
import { happenedTo, type Followed, type Happened } from "./of-object.ts";
import { meansRollout, timeIn } from "./since.ts";

export interface Asked {
  readonly question: Pick<Question, "since">;
  readonly flows: readonly Flow[];
  readonly snapshot: ClusterSnapshot;
  /** When the run was recorded, ISO 8601: nothing here asks what time it is now. */
  readonly asOf: string;
  readonly cause: WeighedFinding | undefined;
}

/** Lines that somebody reads; of what was not read, those that are named. */
const most = { changes: 10, blamed: 4, notRead: 3 };
/** How far back, unless the question says since when; and then no further than this. */
const usual = day;
const longest = 7 * day;
/** What happened so shortly before the time that was asked about may be what is meant. */
const shortlyBefore = 5 * minute;

/** Undefined where no object tells a time. */
export function timelineOf({ question, flows, snapshot, asOf, cause }: Asked): Timeline | undefined {
  const now = timeOf(asOf);
  const followed = followedObjects(flows, snapshot);
  const all = followed.flatMap(happenedTo).sort((left, right) => right.at - left.at);
  if (now === undefined || all.length === 0) return undefined;
  const since = question.since === undefined ? undefined : sinceOf(question.since, all, now);
  const from = Math.max(now - longest, Math.min(now - usual, (since?.at ?? now) - hour));
  const isBlamed = blameOf(cause, followed);
  const lastOfBlamed = all.find(({ ref }) => isBlamed(ref));
  const isAsked = ({ at }: Happened): boolean => since?.at !== undefined && at >= since.at - shortlyBefore;
  const told = all.filter((one) => one.at >= from || one === lastOfBlamed);
  const changes = together(told, isBlamed).map(({ first, refs }): Change => ({
    at: written(first.at),
    objects: refs,
    what: first.what,
    ...(isBlamed(first.ref) && { blamed: true as const }),
    ...(isAsked(first) && { sinceAsked: true as const }),
  }));
  const kept = theMostTelling(changes);
  const onlyMade = followed.filter(({ metadata }) => !tellsWrites(metadata)).length;
  // A run from before writes were kept: that nothing newer is listed would say nothing.
  if (onlyMade === followed.length && !kept.some(({ at }) => (timeOf(at) ?? 0) >= from)) return undefined;
  return {
    asOf,
    from: written(from),
    objects: followed.length,
    onlyMade,
    changes: kept,
    more: changes.length - kept.length,
    ...(since && {
      since: {
        words: since.words,
        ...(since.at !== undefined && { at: written(since.at) }),
        ...(since.by && { by: since.by }),
      },
    }),
    notRead: snapshot.notRead.map(({ what }) => what).slice(0, most.notRead),
  };
}

function tellsWrites({ managedFields }: Followed["metadata"]): boolean {
  return (managedFields ?? []).some(({ time }) => time !== undefined);
}

interface Since {
  readonly words: string;
  readonly at?: number;
  readonly by?: "clock" | "rollout";
}

/** A time in the words; else, where they speak of a rollout, the newest one that there was. */
function sinceOf(words: string, all: readonly Happened[], now: number): Since {
  const clock = timeIn(words, now);
  if (clock !== undefined) return { words, at: clock, by: "clock" };
  const rollout = meansRollout(words) ? all.find(({ isRollout }) => isRollout) : undefined;
  return rollout ? { words, at: rollout.at, by: "rollout" } : { words };
}

/** Whether an object is the one that the answer blames: the one it names, else the node on which it says something is wrong. */
function blameOf(
  cause: WeighedFinding | undefined,
  followed: readonly Followed[],
): (ref: ObjectRef) => boolean {
  const { object, node } = cause?.finding ?? {};
  const blamed = object ?? (node === undefined ? undefined : { kind: "Node", name: node });
  const words = blamed && describeRef(blamed);
  const isThere = followed.some(({ ref }) => describeRef(ref) === words);
  return (ref) => isThere && describeRef(ref) === words;
}

interface Group {
  readonly first: Happened;
  readonly refs: ObjectRef[];
}

/** The same within a minute of several objects is told once, that of the blamed one by itself. */
function together(told: readonly Happened[], isBlamed: (ref: ObjectRef) => boolean): readonly Group[] {
  const groups: Group[] = [];
  for (const one of told) {
    const same = groups.find(
      ({ first }) =>
        first.what === one.what && first.at - one.at <= minute && !isBlamed(first.ref) && !isBlamed(one.ref),
    );
    if (same) same.refs.push(one.ref);
    else groups.push({ first: one, refs: [one.ref] });
  }
  return groups;
}

/** The newest, among them those of the blamed object. */
function theMostTelling(changes: readonly Change[]): Change[] {
  const blamed = changes.filter(({ blamed: is }) => is).slice(0, most.blamed);
  const others = changes.filter((change) => !blamed.includes(change));
  const kept = new Set([...blamed, ...others.slice(0, most.changes - blamed.length)]);
  return changes.filter((change) => kept.has(change));
}
