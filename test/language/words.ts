/** Prints what is not translated yet over all recordings, most frequent first, by where it is said: `npm run words`. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { readRealBundle, realBundles } from "../cases/real-bundles.ts";
import { Bundle } from "../../src/model/bundle.ts";
import { plural } from "../../src/report/words.ts";
import { listener, sayAll, shapeOf } from "./said.ts";

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const [only = ""] = process.argv.slice(2);
const src = join(import.meta.dirname, "..", "..", "src");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : entry.name.endsWith(".ts") && !entry.name.endsWith("chinese.ts") && !folder.includes("/language")
        ? [join(folder, entry.name)]
        : [],
  );
}

const texts = sources(src).map((file) => ({ file: relative(src, file), text: readFileSync(file, "utf8") }));

/** The file that holds the longest piece of the sentence. */
function sourceOf(shape: string): string {
  const pieces = shape
    .split(/\{\}|[.;:]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.includes(" "))
    .sort((a, b) => b.length - a.length);
  for (const piece of pieces) {
    const found = texts.find(({ text }) => text.includes(piece));
    if (found) return found.file;
  }
  return "?";
}

const { say, unknown } = listener();
const names = readdirSync(join(import.meta.dirname, "..", "evidence"))
  .filter((name) => name.endsWith(".json.gz"))
  .map((name) => name.replace(".json.gz", ""));
process.stderr.write(`Judging ${names.length} recordings, and listening for what they say …\n`);
for (const name of names) sayAll(conclude(loadEvidence(name)), say);
for (const { name } of realBundles) sayAll(conclude(Bundle.parse(readRealBundle(name))), say);
const shapes = new Map<string, { count: number; example: string }>();
for (const [sentence, count] of unknown) {
  const shape = shapeOf(sentence);
  const known = shapes.get(shape);
  shapes.set(shape, { count: (known?.count ?? 0) + count, example: known?.example ?? sentence });
}
const rows = [...shapes].map(([shape, { count, example }]) => ({
  shape,
  count,
  example,
  file: sourceOf(shape),
}));
const areas = new Map<string, typeof rows>();
for (const row of rows) areas.set(row.file, [...(areas.get(row.file) ?? []), row]);
const byWeight = [...areas].sort(([, a], [, b]) => total(b) - total(a));
let shown = 0;
for (const [file, lacking] of byWeight) {
  if (!file.startsWith(only)) continue;
  shown += lacking.length;
  print(`\n${file}: ${lacking.length}`);
  for (const { shape, count, example } of lacking.sort((a, b) => b.count - a.count))
    print(
      `  ${String(count).padStart(5)} ${shape}${shape.includes("{}") ? `\n        e.g. ${example}` : ""}`,
    );
}
const others = only === "" ? "" : `, ${shown} of them in ${only}`;
print(
  `\n${plural(rows.length, "sentence")} of ${names.length} recordings ${rows.length === 1 ? "is" : "are"} not translated${others}.`,
);

function total(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
