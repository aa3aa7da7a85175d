/** Pairs and their ports as lines a person reads: pods of one application together. */
import { podName } from "../match/ends.ts";
import { rangeText } from "../verdict/port-ranges.ts";
import type { PairPorts } from "./changed-pairs.ts";
import type { KnownEnd } from "./known-ends.ts";

/** Pods of one application in one namespace; an address that stands for others by their name, any other by itself. */
export function groupOf(end: KnownEnd): string {
  return end.pod ? `${end.namespace}/${podName(end.pod)}` : (end.standsFor ?? end.ip ?? end.name);
}

const counted = (group: string, keys: ReadonlySet<string>): string =>
  keys.size > 1 ? `${group} (${keys.size} pods)` : group;

/** One line per pair of applications and set of ports, in alphabetical order: `a/x (2 pods) → b/y on TCP 80`. */
export function pairLines(pairs: readonly PairPorts[]): string[] {
  const lines = new Map<
    string,
    { from: string; to: string; ports: string; froms: Set<string>; tos: Set<string> }
  >();
  for (const { from, to, ranges } of pairs) {
    const ports = ranges.map(rangeText).join(", ");
    const key = JSON.stringify([groupOf(from), groupOf(to), ports]);
    const line = lines.get(key) ?? {
      from: groupOf(from),
      to: groupOf(to),
      ports,
      froms: new Set<string>(),
      tos: new Set<string>(),
    };
    line.froms.add(from.key ?? from.ip ?? from.name);
    line.tos.add(to.key ?? to.ip ?? to.name);
    lines.set(key, line);
  }
  return [...lines.values()]
    .map(({ from, to, ports, froms, tos }) => `${counted(from, froms)} → ${counted(to, tos)} on ${ports}`)
    .sort();
}
