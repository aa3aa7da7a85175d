/** Changed flows, told by groups whose flows change alike. */
import type { Pod } from "../../model/kubernetes.ts";
import type { Verdict } from "../verdict/decide.ts";
import type { PortRange } from "../verdict/port-ranges.ts";
import type { Change, Nodes } from "./changes.ts";
import { byName, groupMaker, type EndGroup } from "./groups.ts";
import { sameRowsAndColumns } from "./merge.ts";
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
  readonly group: EndGroup;
  readonly pods: readonly Pod[];
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
  const groupOf = groupMaker(all.flatMap(({ pods }) => pods));
  return sameRowsAndColumns(
    table,
    all.map(({ outsider }) => (outsider ? "outside" : "pods")),
  )
    .map((places): Member => {
      const held = places.flatMap((place) => all[place] ?? []);
      const pods = held.flatMap((one) => one.pods);
      const outside = held.flatMap(({ outsider }) => outsider ?? []);
      const nodes = new Set(pods.map(({ spec }) => spec.nodeName));
      return { group: groupOf(pods, outside), pods, nodes, at: places[0] ?? -1 };
    })
    .sort((one, other) => byName(one.group, other.group));
}

/** Sources with the same destinations, together. */
function rectangles(reached: ReadonlyMap<number, readonly number[]>): Pick<FlowChange, "from" | "to">[] {
  const found = new Map<string, { readonly from: number[]; readonly to: readonly number[] }>();
  for (const [from, to] of reached) {
    const key = to.join(" ");
    const same = found.get(key);
    if (same) same.from.push(from);
    else found.set(key, { from: [from], to });
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
  const held = new Map<string, { readonly change: Change; readonly reached: Map<number, number[]> }>();
  const keys = kinds.map((changes) => changes.map((change) => JSON.stringify(change)));
  for (const [place, from] of members.entries())
    for (const [other, to] of members.entries()) {
      const kind = table[from.at * all.length + to.at] ?? 0;
      for (const [index, change] of (kinds[kind] ?? []).entries()) {
        if (!meets(from, to, change.nodes)) continue;
        const key = keys[kind]?.[index] ?? "";
        const known = held.get(key) ?? { change, reached: new Map<number, number[]>() };
        held.set(key, known);
        const row = known.reached.get(place);
        if (row) row.push(other);
        else known.reached.set(place, [other]);
      }
    }
  const changes = [...held]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, { change, reached }]) => rectangles(reached).map((ends) => ({ ends, change })))
    .sort((one, other) => (one.ends.from[0] ?? 0) - (other.ends.from[0] ?? 0));
  const used = [...new Set(changes.flatMap(({ ends: { from, to } }) => [...from, ...to]))].sort(
    (one, other) => one - other,
  );
  const places = new Map(used.map((place, index) => [place, index]));
  const placed = (some: readonly number[]): number[] => some.flatMap((place) => places.get(place) ?? []);
  return {
    groups: used.flatMap((place) => members[place]?.group ?? []),
    changes: changes.map(({ ends, change: { ranges, before, after, family, nodes } }): FlowChange => ({
      from: placed(ends.from),
      to: placed(ends.to),
      ranges,
      before,
      after,
      ...(family === undefined ? {} : { family }),
      ...(nodes === undefined ? {} : { nodes }),
    })),
  };
}
