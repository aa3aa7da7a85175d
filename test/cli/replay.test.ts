import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { pasteable } from "../../src/cli/paste.ts";
import { speakingOf } from "../../src/cli/language.ts";
import { explain } from "../../src/cli/explain.ts";
import { replay } from "../../src/cli/replay.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const folder = mkdtempSync(join(tmpdir(), "netdiag-replay-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const speaking = speakingOf(undefined, {});
const plainly = { json: false, speaking };
const nowhere = { colour: false, print: () => undefined, note: () => undefined, complain: () => undefined };

test.each([
  ["{}", "it lacks question, flows, snapshot, evidence."],
  ["null", "it lacks question, flows, snapshot, evidence."],
  [`{"version": 1, "quest`, "it is not JSON, or only a part of it."],
])("a file that holds %s is refused in a plain sentence", async (text, why) => {
  const file = join(folder, "run.json");
  writeFileSync(file, text);
  await expect(replay(file, plainly, nowhere)).rejects.toThrow(
    `${file} is no run saved with \`netdiag why … --save\`: ${why}`,
  );
});

test("a run that was compressed with gzip is read as it is", async () => {
  const file = join(folder, "run.json.gz");
  writeFileSync(file, gzipSync(JSON.stringify(loadEvidence("healthy"))));
  const printed: string[] = [];
  expect(await replay(file, plainly, { ...nowhere, print: (text) => printed.push(text) })).toBe(0);
  expect(printed.join("")).toContain("reaches productpage");
});

test("half of a gzip file is refused in a plain sentence", async () => {
  const file = join(folder, "half.json.gz");
  writeFileSync(file, gzipSync(JSON.stringify(loadEvidence("healthy"))).subarray(0, 100));
  await expect(replay(file, plainly, nowhere)).rejects.toThrow(
    `${file} cannot be read: unexpected end of file`,
  );
});

test("a file that is not there, and a folder, are refused in a plain sentence", async () => {
  const none = join(folder, "none.json");
  await expect(replay(none, plainly, nowhere)).rejects.toThrow(`There is no file ${none}.`);
  await expect(replay(folder, plainly, nowhere)).rejects.toThrow(`${folder} is a folder. Name one saved run`);
});

test("a run of another version says so, with the place", async () => {
  const file = join(folder, "other.json");
  writeFileSync(file, JSON.stringify({ question: 5, flows: [], snapshot: {}, evidence: [] }));
  await expect(replay(file, plainly, nowhere)).rejects.toThrow(
    /another version of netdiag saved it: .* under /,
  );
});

test("a question that is shown as a command has nothing in it that a shell reads otherwise", () => {
  expect(pasteable("why", "web -> shop/db:5432/udp")).toBe("netdiag why web to shop/db:5432/udp");
  expect(pasteable("why", "web -> [fd00::1]:80")).toBe("netdiag why web to '[fd00::1]:80'");
});

test("explain tells what a run says of one cause, by any spelling of its code, or of every cause in a line", async () => {
  const file = join(folder, "denied.json");
  writeFileSync(file, JSON.stringify(loadEvidence("nd410-ingress-denied")));
  const printed: string[] = [];
  const terminal = { ...nowhere, print: (text: string) => printed.push(text) };
  expect(await explain(file, "501", speaking, terminal)).toBe(0);
  expect(printed[0]).toMatch(
    /^ND501 One of the nodes is down or cut off: ruled out\n {2}What was read at node1 → node3/,
  );
  await explain(file, undefined, speaking, terminal);
  expect(printed[1]?.split("\n")[0]).toBe("ND410 No ingress rule admits the source: found");
  await expect(explain(file, "ND999", speaking, nowhere)).rejects.toThrow("There is no fault ND999.");
  await expect(explain(file, "ND903", speaking, nowhere)).rejects.toThrow(
    "it only keeps netdiag from looking",
  );
});
