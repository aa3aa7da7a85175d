import type { Slice } from "./rules.ts";

/**
 * The line a slicing script leaves behind: `# netdiag: left out N; kept what can concern ADDRESS… PORT…`.
 * Undefined when the text was not sliced.
 */
export function readSlice(text: string): Slice | undefined {
  const line = /^# netdiag: left out (\d+); kept what can concern(.*)$/m.exec(text);
  if (!line) return undefined;
  const concerns = (line[2] ?? "").split(" ").filter((word) => word !== "");
  return {
    leftOut: Number(line[1]),
    addresses: concerns.filter((word) => !/^\d+$/.test(word)),
    ports: concerns.filter((word) => /^\d+$/.test(word)).map(Number),
  };
}
