import type { Slice } from "./rules.ts";

/**
 * The lines slicing scripts leave behind, one for each table they went through:
 * `# netdiag: left out N; kept what can concern ADDRESS… PORT…`. Undefined when the text was not sliced.
 */
export function readSlice(text: string): Slice | undefined {
  const lines = [...text.matchAll(/^# netdiag: left out (\d+); kept what can concern(.*)$/gm)];
  const [first] = lines;
  if (!first) return undefined;
  const concerns = (first[2] ?? "").split(" ").filter((word) => word !== "");
  return {
    leftOut: lines.reduce((sum, [, count]) => sum + Number(count), 0),
    addresses: concerns.filter((word) => !/^\d+$/.test(word)),
    ports: concerns.filter((word) => /^\d+$/.test(word)).map(Number),
  };
}
