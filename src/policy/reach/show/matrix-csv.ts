/** The matrix as a table for spreadsheets. */
import type { Matrix } from "../matrix.ts";

/** A field of a CSV file (RFC 4180); a leading sign a spreadsheet would compute with is quoted away. */
function csvField(text: string): string {
  const safe = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * One row per source and one column per destination, by groups of the same behaviour. The last column holds the pods of the row's
 * group, so that every pair of pods can be looked up.
 */
export function matrixCsv({ groups, cells }: Matrix): string {
  const rows = [
    ["from \\ to", ...groups.map(({ name }) => name), "pods"],
    ...groups.map(({ name, pods }, index) => [name, ...(cells[index] ?? []), pods.join(" ")]),
  ];
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}
