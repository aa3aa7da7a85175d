/** One plan against all other ends at once: a number of a reach for each of them. */
import { asItSends } from "../match/client-tls.ts";
import type { End } from "../match/ends.ts";
import type { Reach } from "./reach.ts";
import { settle } from "../verdict/evaluate.ts";
import { oneWay } from "./one-way.ts";
import type { Plan, PlannedRule } from "./plan.ts";

/** Reaches by number; equal ones have one number. */
export class Reaches {
  readonly list: Reach[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(reach: Reach): number {
    const key = JSON.stringify([reach.open, reach.unsure]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.list.length);
    this.list.push(reach);
    return this.list.length - 1;
  }
}

/** The other ends, by place. */
export interface Others {
  /** Undefined where there is nobody; its number means nothing then. */
  readonly ends: readonly (End | undefined)[];
  /** Places of ends whose ports go by the same names, by a number for those names. */
  readonly byPorts: ReadonlyMap<number, readonly number[]>;
  /** Places that the list of this number matches. */
  matched(list: number): { readonly yes: readonly number[]; readonly unknown: readonly number[] };
}

type Match = "yes" | "unknown";

/** What is the same for all ends of a bucket. */
interface Bucket {
  /** By the number of a list; of lists that match none of them there is nothing. */
  readonly matches: ReadonlyMap<number, Match>;
  /** -1 while nobody asks. */
  readonly ports: number;
}

/** Ends that every list of the plan matches alike, and have the same ports if it matters, are in one bucket. */
function split(plan: Plan, others: Others): { readonly of: Int32Array; readonly buckets: readonly Bucket[] } {
  const of = new Int32Array(others.ends.length);
  const buckets: Bucket[] = [{ matches: new Map(), ports: -1 }];
  const move = (places: Iterable<number>, changed: (bucket: Bucket) => Bucket): void => {
    const moved: number[] = [];
    for (const place of places) {
      const from = of[place] ?? 0;
      let to = moved[from];
      if (to === undefined) {
        const bucket = buckets[from];
        if (!bucket) continue;
        to = buckets.push(changed(bucket)) - 1;
        moved[from] = to;
      }
      of[place] = to;
    }
  };
  for (const list of plan.lists) {
    const { yes, unknown } = others.matched(list);
    const matching = (match: Match) => (bucket: Bucket) => ({
      ...bucket,
      matches: new Map(bucket.matches).set(list, match),
    });
    move(yes, matching("yes"));
    move(unknown, matching("unknown"));
  }
  if (plan.asksOther)
    for (const [ports, places] of others.byPorts) move(places, (bucket) => ({ ...bucket, ports }));
  return { of, buckets };
}

interface PlacedRule {
  readonly rule: PlannedRule;
  /** Of its set in the plan, and its own in the set. */
  readonly set: number;
  readonly at: number;
}

/** The rules of a plan by what they ask of the other end. */
interface Asking {
  /** Of anyone. */
  readonly always: readonly PlacedRule[];
  readonly byList: ReadonlyMap<number, readonly PlacedRule[]>;
  /** The heads of the sets that isolate, each once: without a rule that matches they do so together. */
  readonly isolating: string;
}

function askingOf({ sets }: Plan): Asking {
  const always: PlacedRule[] = [];
  const byList = new Map<number, PlacedRule[]>();
  for (const [set, { rules }] of sets.entries())
    for (const [at, rule] of rules.entries()) {
      const placed: PlacedRule = { rule, set, at };
      if (rule.lists.length === 0) always.push(placed);
      for (const list of new Set(rule.lists)) {
        const held = byList.get(list);
        if (held) held.push(placed);
        else byList.set(list, [placed]);
      }
    }
  const isolating = new Set(sets.flatMap(({ text, isolates }) => (isolates ? text : [])));
  return { always, byList, isolating: [...isolating].join("") };
}

/**
 * Everything that decides for the ends of a bucket. Rules that match none of them say nothing, nor do rule sets that are left
 * without rules and do not isolate.
 */
function decisiveText(plan: Plan, asking: Asking, { matches, ports }: Bucket): string {
  const matching = new Set([
    ...asking.always,
    ...[...matches.keys()].flatMap((list) => asking.byList.get(list) ?? []),
  ]);
  const inOrder = [...matching].sort((one, other) => one.set - other.set || one.at - other.at);
  let text = `${plan.subject.undecided ? "undecided " : ""}${asking.isolating}`;
  let asks = false;
  let before = -1;
  for (const { rule, set } of inOrder) {
    if (set !== before) text += `;${plan.sets[set]?.text ?? ""}`;
    before = set;
    text += `[${rule.lists.map((list) => matches.get(list) ?? "no").join(" ")} ${rule.text}]`;
    asks ||= rule.asksDestination;
  }
  return asks ? `${text} ${plan.asksOther ? ports : plan.ownPorts}` : text;
}

/**
 * A function that answers for all others at once, with the number of a reach for each; what the policies of many ends
 * have in common is decided once.
 */
export function rowsAgainst(others: Others, reaches: Reaches): (plan: Plan) => Int32Array {
  const decided = new Map<string, number>();
  return (plan) => {
    const { of, buckets } = split(plan, others);
    const asking = askingOf(plan);
    const { end: subject, undecided } = plan.subject;
    const answers: (number | undefined)[] = [];
    const answer = (place: number, other: End): number => {
      const at = of[place] ?? 0;
      const known = answers[at];
      const bucket = buckets[at];
      if (known !== undefined || !bucket) return known ?? 0;
      const text = decisiveText(plan, asking, bucket);
      const [from, to] =
        plan.direction === "ingress" ? [asItSends(other, subject), subject] : [subject, other];
      const number =
        decided.get(text) ??
        reaches.numberOf(
          oneWay(plan.ruleSets, { direction: plan.direction, from, to }, ({ verdict }) =>
            settle(verdict, undefined, undecided),
          ),
        );
      decided.set(text, number);
      answers[at] = number;
      return number;
    };
    for (const [place, other] of others.ends.entries()) if (other) of[place] = answer(place, other);
    return of;
  };
}
