/** The matrix for a person to read. */
import type { Matrix } from "./matrix.ts";
import type { Unread } from "./unread.ts";

/** A paragraph per source: each thing it reaches, and the destinations that share it. */
export function matrixText({ groups, cells, unread }: Matrix): string {
  const counted = groups.map(({ name, pods }) => (pods.length > 1 ? `${name} (${pods.length} pods)` : name));
  const paragraphs = counted.map((from, row) => {
    const byReach = new Map<string, string[]>();
    for (const [column, to] of counted.entries()) {
      const what = cells[row]?.[column] ?? "";
      const held = byReach.get(what);
      if (held) held.push(to);
      else if (what !== "") byReach.set(what, [to]);
    }
    const most = Math.max(0, ...[...byReach.values()].map((tos) => tos.length));
    const lines = [...byReach].map(([what, tos]) => {
      const rest = tos.length === most && tos.length > manyNames;
      const more = tos.length - manyNames;
      const names = [...tos.slice(0, manyNames), ...(more > 0 ? [`${more} more, which --csv names`] : [])];
      // In a big cluster most lines would list everyone: what most destinations share is said once.
      return { rest, line: `  ${what} → ${rest ? `all ${tos.length} others` : names.join("; ")}\n` };
    });
    const sorted = lines.sort(
      (one, other) => Number(one.rest) - Number(other.rest) || (one.line < other.line ? -1 : 1),
    );
    return `${from}\n${sorted.map(({ line }) => line).join("")}`;
  });
  const doubtful = cells.some((row) => row.some((cell) => cell.includes("?")));
  const notes = [...(doubtful ? [doubt] : []), ...(unread.length > 0 ? [unreadText(unread)] : [])];
  return [...paragraphs, ...(notes.length > 0 ? [`${notes.join("\n")}\n`] : [])].join("\n");
}

/** More destinations than this are counted. */
const manyNames = 20;

const doubt =
  "?: cannot be told from the policies. Whether rules that name ports let ICMP through, NetworkPolicy leaves to the plugin.";

function unreadText(unread: Unread): string {
  const whose = unread === "all" ? "about any pod" : `of pods in ${unread.join(", ")}`;
  return `Policies ${whose} could not be read: what they may deny is marked ? too.`;
}
