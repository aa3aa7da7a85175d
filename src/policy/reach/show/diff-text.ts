/** A diff for a person to read. */
import type { Verdict } from "../../verdict/decide.ts";
import { rangeText, type PortRange } from "../../verdict/port-ranges.ts";
import type { Diff } from "../diff.ts";
import type { FlowChange } from "../flow-changes.ts";
import type { EndGroup } from "../groups.ts";
import { coversAll } from "../reach.ts";
import { icmpDoubt } from "./doubt.ts";

/** In the order told, by the verdicts before and after. */
const sections: Readonly<Record<string, string>> = {
  "deny allow": "Opened",
  "allow deny": "Closed",
  "undecidable allow": "Can now be told, is open",
  "undecidable deny": "Can now be told, is closed",
  "allow undecidable": "Cannot be told any more, was open",
  "deny undecidable": "Cannot be told any more, was closed",
};

/** More groups than this are counted. */
const manyGroups = 5;

function endText(places: readonly number[], groups: readonly EndGroup[]): string {
  const held = places.flatMap((place) => groups[place] ?? []);
  const named = held.map(({ name, pods }) => (pods.length > 1 ? `${name} (${pods.length} pods)` : name));
  const rest = held.slice(manyGroups);
  if (rest.length < 2) return named.join("; ");
  const pods = rest.reduce((sum, group) => sum + group.pods.length, 0);
  return `${named.slice(0, manyGroups).join("; ")}; ${rest.length} more (${pods} pods, see --json)`;
}

function portsText(ranges: readonly PortRange[]): string {
  return coversAll(ranges) ? "every port and ICMP" : ranges.map(rangeText).join(", ");
}

/** `shop/web (2 pods) → shop/db on TCP 5432 (by IPv6, on its own node)`. */
function lineOf({ from, to, ranges, family, nodes }: FlowChange, groups: readonly EndGroup[]): string {
  const where = [
    ...(family === undefined ? [] : [`by IPv${family}`]),
    ...(nodes === undefined ? [] : [nodes === "same" ? "on its own node" : "on another node"]),
  ];
  const on = `${endText(from, groups)} → ${endText(to, groups)} on ${portsText(ranges)}`;
  return where.length > 0 ? `${on} (${where.join(", ")})` : on;
}

const isInDoubt = (verdict: Verdict): boolean => verdict === "undecidable";

/** `No flow changes.`, `No flow that can be told changes.`, or what does, a section for each way to change. */
export function diffText({ groups, changes, added, removed, unsure }: Diff): string {
  const section = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `${title}:\n${lines.map((line) => `  ${line}\n`).join("")}`;
  const told = Object.entries(sections).map(([way, title]) =>
    section(
      title,
      changes
        .filter(({ before, after }) => `${before} ${after}` === way)
        .map((change) => lineOf(change, groups)),
    ),
  );
  const icmp = changes.some(
    ({ before, after, ranges }) =>
      (isInDoubt(before) || isInDoubt(after)) && ranges.every(({ protocol }) => protocol === "ICMP"),
  );
  const text = [
    ...told,
    section("New pods, not compared", added),
    section("Pods no longer there, not compared", removed),
    icmp ? `${icmpDoubt}\n` : "",
  ].join("");
  if (text !== "") return text;
  return unsure ? "No flow that can be told changes.\n" : "No flow changes.\n";
}
