/** Where the figures of `--keep` stand, and both editions of README with them. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Kept, keptWith, type Stamp } from "./kept.ts";
import type { Row } from "./play.ts";
import { editions, withTable } from "./readme-table.ts";
import type { Source } from "./subjects.ts";

const root = new URL("../../../", import.meta.url);
const file = new URL("last.json", import.meta.url);

/** Of the commit that is checked out. Throws when there are changes beside it: the figures would be nobody's. */
export function stampOfToday(): Stamp {
  const git = (...argv: string[]): string =>
    execFileSync("git", argv, { cwd: root, encoding: "utf8" }).trimEnd();
  // What an earlier --keep wrote may stand there uncommitted.
  const written = [...editions.map((edition) => edition.file), "test/bench/accuracy/last.json"].map(
    (name) => `:(exclude)${name}`,
  );
  const changed = git("status", "--porcelain", "--", ".", ...written);
  if (changed !== "")
    throw new Error(`--keep: the figures are of a commit, and these files are not as committed:\n${changed}`);
  return { date: new Date().toISOString().slice(0, 10), commit: git("rev-parse", "--short=7", "HEAD") };
}

export function readKept(): Kept {
  return Kept.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Replaces the figures of the sources that were played whole, and the table of both editions of README. */
export async function keep(rows: readonly Row[], whole: ReadonlySet<Source>, stamp: Stamp): Promise<void> {
  const kept = keptWith(readKept(), rows, whole, stamp);
  writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`);
  await writeReadme(kept);
}

export async function writeReadme(kept = readKept()): Promise<void> {
  for (const edition of editions) {
    const readme = new URL(edition.file, root);
    writeFileSync(readme, await withTable(readFileSync(readme, "utf8"), kept, edition));
  }
}
