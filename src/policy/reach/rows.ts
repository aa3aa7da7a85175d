/** One plan against all other ends at once: a number of a reach for each of them. */
import { asItSends } from "../match/client-tls.ts";
import type { End } from "../match/ends.ts";
import type { Reach } from "./reach.ts";
import { settle } from "../verdict/evaluate.ts";
import { oneWay } from "./one-way.ts";
import type { Plan } from "./plan.ts";

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

type Match = "yes" | "no" | "unknown";

/** What is the same for all ends of a bucket. */
interface Bucket {
  readonly matches: readonly Match[];
  /** -1 while nobody asks. */
  readonly ports: number;
}

/** Ends that every list of the plan matches alike, and have the same ports if it matters, are in one bucket. */
function split(plan: Plan, others: Others): { readonly of: Int32Array; readonly buckets: readonly Bucket[] } {
  const of = new Int32Array(others.ends.length);
  const buckets: Bucket[] = [{ matches: plan.lists.map(() => "no"), ports: -1 }];
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
  for (const [index, list] of plan.lists.entries()) {
    const { yes, unknown } = others.matched(list);
    move(yes, (bucket) => ({ ...bucket, matches: bucket.matches.with(index, "yes") }));
    move(unknown, (bucket) => ({ ...bucket, matches: bucket.matches.with(index, "unknown") }));
  }
  if (plan.asksOther)
    for (const [ports, places] of others.byPorts) move(places, (bucket) => ({ ...bucket, ports }));
  return { of, buckets };
}

/**
 * Everything that decides for the ends of a bucket. Rules that match none of them say nothing, nor do rule sets that are left
 * without rules and do not isolate.
 */
function decisiveText(plan: Plan, { matches, ports }: Bucket): string {
  let text = plan.subject.undecided ? "undecided " : "";
  let asks = false;
  for (const { text: head, isolates, rules } of plan.sets) {
    let body = "";
    for (const { text: rule, lists, asksDestination } of rules) {
      const matched = lists.map((list) => matches[plan.lists.indexOf(list)] ?? "no");
      if (matched.length > 0 && matched.every((match) => match === "no")) continue;
      body += `${matched.join(" ")} ${rule};`;
      asks ||= asksDestination;
    }
    if (body !== "" || isolates) text += `${head}[${body}]`;
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
    const { end: subject, undecided } = plan.subject;
    const answers: (number | undefined)[] = [];
    const answer = (place: number, other: End): number => {
      const at = of[place] ?? 0;
      const known = answers[at];
      const bucket = buckets[at];
      if (known !== undefined || !bucket) return known ?? 0;
      const text = decisiveText(plan, bucket);
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
