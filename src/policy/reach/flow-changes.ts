/** Changed flows, told by groups whose flows change alike. */
import type { Pod } from "../../model/kubernetes.ts";
import type { Verdict } from "../verdict/decide.ts";
import type { PortRange } from "../verdict/port-ranges.ts";
import type { Change, Nodes } from "./changes.ts";
import { byName, groupMaker, type EndGroup } from "./groups.ts";
import { sameRowsAndColumns } from "./merge.ts";
import type { Outsider } from "./outsiders.ts";
import type { Together } from "./together.ts";

/** What changes between each pod or address of the ones and each of the others; a pod and itself are no pair. */
export interface FlowChange {
  /** Places in the groups. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Ports of the destination, first and last included; of ICMP there is one, 0. */
  readonly ranges: readonly PortRange[];
  /** `undecidable`: the policies do not tell. */
  readonly before: Verdict;
  readonly after: Verdict;
  /** Only packets of this family; absent: of each that both ends have. */
  readonly family?: 4 | 6;
  /** Only pairs on one node, or on two; absent: it makes no difference. */
  readonly nodes?: "same" | "other";
}

export interface FlowChanges {
  /** Those that have a part in a change. */
  readonly groups: readonly EndGroup[];
  /** Each pair and port that changes is in exactly one of them. */
  readonly changes: readonly FlowChange[];
}

interface Member {
  readonly pods: readonly Pod[];
  readonly outside: readonly Outsider[];
  readonly nodes: ReadonlySet<string | undefined>;
  /** Place in the table. */
  readonly at: number;
}

/** Whether there is a pair of two, on one node or not if that is what is spoken of. */
function meets(from: Member, to: Member, nodes: Nodes): boolean {
  if (nodes === undefined) return from !== to || from.pods.length !== 1;
  const shared = [...from.nodes].some((node) => node !== undefined && to.nodes.has(node));
  return nodes === "same" ? shared : !shared || from.nodes.size > 1 || to.nodes.size > 1;
}

function membersOf(all: readonly Together[], table: Int32Array): Member[] {
  return sameRowsAndColumns(
    table,
    all.map(({ outsider }) => (outsider ? "outside" : "pods")),
  ).map((places): Member => {
    const held = places.flatMap((place) => all[place] ?? []);
    const pods = held.flatMap((one) => one.pods);
    const outside = held.flatMap(({ outsider }) => outsider ?? []);
    return { pods, outside, nodes: new Set(pods.map(({ spec }) => spec.nodeName)), at: places[0] ?? -1 };
  });
}

interface Reached {
  readonly change: Change;
  /** From whom to whom. */
  readonly pairs: readonly (readonly [Member, Member])[];
}

/** By their text, so that the order of the objects is no matter. */
function reachedBy(
  members: readonly Member[],
  kindOf: (from: Member, to: Member) => readonly Change[],
): Reached[] {
  const held = new Map<Change, [Member, Member][]>();
  for (const from of members)
    for (const to of members)
      for (const change of kindOf(from, to)) {
        if (!meets(from, to, change.nodes)) continue;
        const pairs = held.get(change);
        if (pairs) pairs.push([from, to]);
        else held.set(change, [[from, to]]);
      }
  const found = new Map<string, Reached>();
  for (const [change, pairs] of held) {
    const text = JSON.stringify(change);
    found.set(text, { change, pairs: [...(found.get(text)?.pairs ?? []), ...pairs] });
  }
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

/** Sources with the same destinations, together. */
function rectangles(pairs: Iterable<readonly [number, number]>): Pick<FlowChange, "from" | "to">[] {
  const reached = new Map<number, number[]>();
  for (const [from, to] of pairs) {
    const row = reached.get(from);
    if (row) row.push(to);
    else reached.set(from, [to]);
  }
  const found = new Map<string, { readonly from: number[]; readonly to: readonly number[] }>();
  for (const [from, to] of [...reached].sort(([one], [other]) => one - other)) {
    const sorted = to.sort((one, other) => one - other);
    const same = found.get(sorted.join(" "));
    if (same) same.from.push(from);
    else found.set(sorted.join(" "), { from: [from], to: sorted });
  }
  return [...found.values()];
}

/**
 * @param all everyone who is compared.
 * @param table row by row, from each of them to each of them: a place in `kinds`.
 * @param kinds what changes between two; equal ones are one.
 */
export function flowChanges(
  all: readonly Together[],
  table: Int32Array,
  kinds: readonly (readonly Change[])[],
): FlowChanges {
  const members = membersOf(all, table);
  const changed = reachedBy(members, (from, to) => kinds[table[from.at * all.length + to.at] ?? 0] ?? []);
  if (changed.length === 0) return { groups: [], changes: [] };
  const groupOf = groupMaker(all.flatMap(({ pods }) => pods));
  const used = new Set(changed.flatMap(({ pairs }) => pairs.flat()));
  const named = members
    .filter((member) => used.has(member))
    .map((member) => ({ member, group: groupOf(member.pods, member.outside) }))
    .sort((one, other) => byName(one.group, other.group));
  const places = new Map(named.map(({ member }, place) => [member, place]));
  const placeOf = (member: Member): number => places.get(member) ?? -1;
  return {
    groups: named.map(({ group }) => group),
    changes: changed
      .flatMap(({ change: { ranges, before, after, family, nodes }, pairs }) =>
        rectangles(pairs.map(([from, to]) => [placeOf(from), placeOf(to)])).map((ends): FlowChange => ({
          ...ends,
          ranges,
          before,
          after,
          ...(family === undefined ? {} : { family }),
          ...(nodes === undefined ? {} : { nodes }),
        })),
      )
      .sort((one, other) => (one.from[0] ?? 0) - (other.from[0] ?? 0)),
  };
}
