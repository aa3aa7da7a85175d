/** The shortest ways to say it, with each helper and each verb: whoever is tired types these. */
import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { tellReading } from "./texts/tell-reading.ts";

const helpers = [
  "can't",
  "cannot",
  "can not",
  "cant",
  "couldn't",
  "unable to",
  "not able to",
  "fails to",
  "failed to",
  "is unable to",
  "isn't able to",
  "no longer can",
];
const verbs = [
  "reach",
  "access",
  "call",
  "contact",
  "connect to",
  "talk to",
  "get to",
  "send requests to",
  "open a connection to",
];
const chinese = [
  "连不上",
  "无法连接",
  "访问不了",
  "连接不上",
  "不能访问",
  "无法访问",
  "连不到",
  "调不通",
  "ping 不通",
];

const alone = helpers.flatMap((helper) => verbs.map((verb) => `${helper} ${verb}`));

/** What is read of it, without how it fails. */
const pairOf = (text: string): string => tellReading(parseQuestion(text)).split(" · ")[0] ?? "";

test.each([...alone, ...chinese])("%s db: who calls is asked for", (words) => {
  expect(pairOf(`${words} db`)).toMatch(/^\? -> db(?:\/icmp)?$/);
});

test.each(alone)("checkout %s db", (words) => {
  expect(pairOf(`checkout ${words} db`)).toBe("checkout -> db");
});

test.each(alone)("%s db from checkout", (words) => {
  expect(pairOf(`${words} db from checkout`)).toBe("checkout -> db");
});

test.each(chinese)("checkout %s db", (words) => {
  expect(pairOf(`checkout ${words} db`)).toMatch(/^checkout -> db(?:\/icmp)?$/);
});

test.each(alone)("%s db, is github down?: a guess is no end", (words) => {
  expect(pairOf(`${words} db, is github down?`)).toBe("? -> db");
});

test.each(["shipping", "posts", "publishing", "streaming", "orders"])(
  "a Service may be called %s",
  (name) => {
    expect(pairOf(`${name} can't reach db`)).toBe(`${name} -> db`);
  },
);
