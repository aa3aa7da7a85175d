/** What differs between two answers for one pair of ends. */
import type { Verdict } from "../verdict/decide.ts";
import type { PortRange } from "../verdict/port-ranges.ts";
import type { Answer } from "./answers.ts";
import { coversAll, portsThat, shared, type Reach } from "./reach.ts";

/** Of the pair, those that run on one node or do not; undefined: it makes no difference. */
export type Nodes = "same" | "other" | undefined;

export interface Change {
  readonly nodes: Nodes;
  /** Undefined: it makes no difference. */
  readonly family: 4 | 6 | undefined;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Never empty. */
  readonly ranges: readonly PortRange[];
}

type Changed = Pick<Change, "before" | "after" | "ranges">;

const verdicts: readonly Verdict[] = ["allow", "deny", "undecidable"];

function changed(was: Reach, is: Reach): Changed[] {
  const now = verdicts.map((after) => ({ after, ranges: portsThat(is, after) }));
  return verdicts.flatMap((before) => {
    const then = portsThat(was, before);
    if (then.length === 0) return [];
    return now
      .filter(({ after, ranges }) => after !== before && ranges.length > 0)
      .flatMap(({ after, ranges }) => apart({ before, after, ranges: shared(then, ranges) }));
  });
}

/** ICMP is in doubt for a reason of its own, unless everything is: rules that name ports leave it open. */
function apart({ before, after, ranges }: Changed): Changed[] {
  const inDoubt = before === "undecidable" || after === "undecidable";
  const parts =
    inDoubt && !coversAll(ranges)
      ? [
          ranges.filter(({ protocol }) => protocol !== "ICMP"),
          ranges.filter(({ protocol }) => protocol === "ICMP"),
        ]
      : [ranges];
  return parts.filter((part) => part.length > 0).map((part) => ({ before, after, ranges: part }));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function byFamily(was: Answer, is: Answer): Omit<Change, "nodes">[] {
  const four = changed(was, is);
  const of = (family: Change["family"], all: readonly Changed[]) => all.map((one) => ({ ...one, family }));
  if (!was.ipv6 && !is.ipv6) return of(undefined, four);
  const six = changed(was.ipv6 ?? was, is.ipv6 ?? is);
  return same(four, six) ? of(undefined, four) : [...of(4, four), ...of(6, six)];
}

/** Every port whose verdict differs is in exactly one of them, for each family and place. */
export function changesOf(was: Answer, is: Answer): Change[] {
  const elsewhere = byFamily(was, is);
  const placed = (nodes: Nodes, all: typeof elsewhere): Change[] => all.map((one) => ({ ...one, nodes }));
  if (!was.onOwnNode && !is.onOwnNode) return placed(undefined, elsewhere);
  const near = byFamily(was.onOwnNode ?? was, is.onOwnNode ?? is);
  return same(elsewhere, near)
    ? placed(undefined, elsewhere)
    : [...placed("other", elsewhere), ...placed("same", near)];
}

/** Whether some port beside ICMP can be told neither before nor after. */
export function staysInDoubt(was: Answer, is: Answer): boolean {
  const unsure = ({ unsure: own, ipv6, onOwnNode }: Answer): readonly Reach["unsure"][] => [
    own,
    ipv6?.unsure ?? own,
    onOwnNode?.unsure ?? own,
    onOwnNode?.ipv6?.unsure ?? onOwnNode?.unsure ?? own,
  ];
  const now = unsure(is);
  return unsure(was).some((ranges, place) =>
    shared(ranges, now[place] ?? []).some(({ protocol }) => protocol !== "ICMP"),
  );
}
