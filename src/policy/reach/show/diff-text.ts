/** A diff for a person to read. */
import type { Verdict } from "../../verdict/decide.ts";
import { rangeText } from "../../verdict/port-ranges.ts";
import type { Diff } from "../diff.ts";
import type { FlowChange, FlowEnd } from "../flow-changes.ts";
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

function endText({ name, pods, of }: FlowEnd): string {
  if (of !== undefined) return `${name} (${pods.length} of ${of} pods)`;
  return pods.length > 1 ? `${name} (${pods.length} pods)` : name;
}

/** `shop/web (2 pods) → shop/db on TCP 5432 (by IPv6, on its own node)`. */
function lineOf({ from, to, ranges, family, nodes }: FlowChange): string {
  const where = [
    ...(family === undefined ? [] : [`by IPv${family}`]),
    ...(nodes === undefined ? [] : [nodes === "same" ? "on its own node" : "on another node"]),
  ];
  const on = `${endText(from)} → ${endText(to)} on ${ranges.map(rangeText).join(", ")}`;
  return where.length > 0 ? `${on} (${where.join(", ")})` : on;
}

const isInDoubt = (verdict: Verdict): boolean => verdict === "undecidable";

/** `No flow changes.`, or what does, a section for each way to change. */
export function diffText({ changes, added, removed }: Diff): string {
  const section = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `${title}:\n${lines.map((line) => `  ${line}\n`).join("")}`;
  const told = Object.entries(sections).map(([way, title]) =>
    section(title, changes.filter(({ before, after }) => `${before} ${after}` === way).map(lineOf)),
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
  return text === "" ? "No flow changes.\n" : text;
}
