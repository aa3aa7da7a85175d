/** A file that cannot be written is told before anybody watches, and in the asker's language. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { capture } from "../../src/cli/capture.ts";
import { speakingOf } from "../../src/cli/language.ts";
import { loadCliConfig } from "../../src/config.ts";

const folder = mkdtempSync(join(tmpdir(), "netdiag-capture-"));
const kept = join(folder, "kept.pcapng");
writeFileSync(kept, "of last week");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const silent = { colour: false, print: () => undefined, note: () => undefined, complain: () => undefined };

function refusal(write: string, language: string, overwrite = false): Promise<unknown> {
  const options = { words: "web to db:5432", seconds: 1, write, overwrite, json: false, quiet: true };
  const speaking = speakingOf(language, {});
  return capture({ ...options, speaking }, loadCliConfig({}), silent, new AbortController().signal).catch(
    (error: unknown) => (error instanceof Error ? error.message : error),
  );
}

test.each([
  [kept, false, `There is a file ${kept} already: name another one, or say --overwrite.`],
  [folder, true, `${folder} is a folder: name a file in it, ${join(folder, "capture.pcapng")}.`],
  [
    join(folder, "none", "x"),
    false,
    `${join(folder, "none", "x")} cannot be written: there is no folder ${join(folder, "none")} that may be written to.`,
  ],
])("%s, overwritten: %s", async (file, overwrite, said) => {
  expect(await refusal(file, "en", overwrite)).toBe(said);
  expect(await refusal(file, "zh", overwrite)).toMatch(/文件/);
});
