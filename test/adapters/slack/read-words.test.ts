/** What a person typed or pasted is written down in Redis next. */
import { expect, test } from "vitest";
import { readWish, readWords } from "../../../src/adapters/slack/read-words.ts";
import { parseKeeping } from "../../../src/question/index.ts";

test.each([
  ["a question", "question", "web: dial tcp 10.0.0.1:80: i/o timeout password=hunter22secret"],
  ["one end", "one-end", "dial tcp 10.0.0.1:80: i/o timeout password=hunter22secret"],
  ["a question with words behind it", "question", "web -> db password=hunter22secret"],
  ["nothing that is understood", "unread", "web -> -> password=hunter22secret"],
  ["the example of how to ask", "unread", "web -> password=hunter22secret"],
] as const)("no secret of what was pasted stays in %s", (_what, kind, text) => {
  const { words } = readWords({ parse: parseKeeping }, text);
  expect(words.kind).toBe(kind);
  expect(JSON.stringify(words)).not.toContain("hunter22secret");
});

const press = (button: string): string => `Ask first, then press ${button} under the answer.`;

test.each([
  ["capture web -> db:5432", press("Capture…"), "web -> db:5432", undefined],
  ["Capture: shop/web to shop/db", press("Capture…"), "shop/web to shop/db", undefined],
  ["抓包 web -> db", press("Capture…"), "web -> db", "zh"],
  ["抓包 web 到 db", press("Capture…"), "web -> db:5432", "zh"],
  ["capture", press("Capture…"), "web -> db:5432", undefined],
  ["apply web -> db", press("Apply fix…"), "web -> db", undefined],
  ["apply fix", press("Apply fix…"), "web -> db:5432", undefined],
  ["应用修复", press("Apply fix…"), "web -> db:5432", "zh"],
])("%j is done by a button, which is said with the question to ask", (typed, sentence, example, language) => {
  const read = readWish({ parse: parseKeeping }, typed);
  expect(read).toEqual({ words: { kind: "unread", sentence, example }, ...(language && { language }) });
});

test.each(["capture -> db:5432", "apply -> db:5432", "capture-agent -> db:5432"])(
  "a pod may have such a name: %j is read as it was",
  (typed) => {
    const read = readWish({ parse: parseKeeping }, typed);
    expect(read).toEqual(readWords({ parse: parseKeeping }, typed));
    expect(read.words.kind).toBe("question");
  },
);
