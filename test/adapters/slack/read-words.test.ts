/** What a person typed or pasted is written down in Redis next. */
import { expect, test } from "vitest";
import { readWords } from "../../../src/adapters/slack/read-words.ts";
import { parseKeeping } from "../../../src/question/index.ts";

test.each([
  ["a question", "question", "web: dial tcp 10.0.0.1:80: i/o timeout password=hunter22secret"],
  ["one end", "one-end", "dial tcp 10.0.0.1:80: i/o timeout password=hunter22secret"],
  ["nothing that is understood", "unread", "web -> db password=hunter22secret"],
] as const)("no secret of what was pasted stays in %s", (_what, kind, text) => {
  const { words } = readWords({ parse: parseKeeping }, text);
  expect(words.kind).toBe(kind);
  expect(JSON.stringify(words)).not.toContain("hunter22secret");
});
