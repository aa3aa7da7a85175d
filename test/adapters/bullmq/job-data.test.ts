import { expect, test } from "vitest";
import {
  readAsked,
  readDiagnosis,
  readTold,
  writeAsked,
  writeDiagnosis,
  writeTold,
} from "../../../src/adapters/bullmq/job-data.ts";
import { blocked } from "../../report/incident.ts";
import { ask } from "./question.ts";

const throughRedis = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

test("what is written reads back the same", () => {
  expect(readDiagnosis("nd-1", throughRedis(writeDiagnosis(ask())))).toEqual({ id: "nd-1", ...ask() });
  const delivery = { key: "0123456789abcdef", entry: "mention", from: { user: "U1" } };
  expect(readAsked(throughRedis(writeAsked(delivery)))).toEqual(delivery);
  for (const ending of [
    { kind: "verdict", report: blocked },
    { kind: "failed", sentence: "no" },
    { kind: "ask-back", sentence: "which?", candidates: [{ label: "this", question: ask().question }] },
  ] as const)
    expect(readTold(throughRedis(writeTold({ id: "nd-1", ...ask(), ending })))).toEqual({
      id: "nd-1",
      ...ask(),
      ending,
    });
});

test("a diagnosis that a bot of the version before asked for is read; its id is the key of who asked", () => {
  const { question } = ask();
  const before = { channel: "C1", user: "U1", threadTs: "1700000000.00001" };
  expect(readDiagnosis("nd-0a1b2c", { version: 1, question, origin: before })).toEqual({
    id: "nd-0a1b2c",
    question,
    origin: { ...before, key: "nd-0a1b2c" },
  });
});

test("a token in a pasted log line does not reach Redis; the ends stay", () => {
  const line =
    "GET /login?session=s3cr3tvalue 503 [test-productpage-9080] Authorization: Bearer abcdefghijkl";
  const { question, origin } = ask();
  const data = writeDiagnosis({
    question: { ...question, text: line, symptom: { status: 503, line } },
    origin,
  });
  expect(JSON.stringify(data)).not.toMatch(/s3cr3tvalue|abcdefghijkl/);
  expect(data.question.to).toEqual(question.to);
  expect(data.question.symptom?.status).toBe(503);
});

test("job data of another version, or of someone else, is refused with what is wrong in it", () => {
  expect(() => readDiagnosis("nd-1", { ...writeDiagnosis(ask()), version: 3 })).toThrow(
    /not a diagnosis request[^]*version/,
  );
  expect(() => readDiagnosis("nd-1", { question: "ingress-nginx -> productpage" })).toThrow(/version/);
  expect(() => readDiagnosis("nd-1", undefined)).toThrow(/not a diagnosis request/);
});
