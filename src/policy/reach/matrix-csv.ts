/** The matrix as a table for spreadsheets. */
import type { Matrix } from "./matrix.ts";

/** A field of a CSV file (RFC 4180); a leading sign a spreadsheet would compute with is quoted away. */
function csvField(text: string): string {
  const safe = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row per source, one column per destination. */
export function matrixCsv({ groups, cells }: Matrix): string {
  const rows = [
    ["from \\ to", ...groups.map(({ name }) => name)],
    ...groups.map(({ name }, index) => [name, ...(cells[index] ?? [])]),
  ];
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}
