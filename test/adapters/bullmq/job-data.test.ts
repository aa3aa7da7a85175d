import { expect, test } from "vitest";
import { readJobData, writeJobData } from "../../../src/adapters/bullmq/job-data.ts";
import { ask } from "./question.ts";

test("what is written reads back the same", () => {
  expect(readJobData(JSON.parse(JSON.stringify(writeJobData(ask()))))).toEqual(ask());
});

test("a token in a pasted log line does not reach Redis; the ends stay", () => {
  const line =
    "GET /login?session=s3cr3tvalue 503 [test-productpage-9080] Authorization: Bearer abcdefghijkl";
  const { question, origin } = ask();
  const data = writeJobData({
    question: { ...question, text: line, symptom: { status: 503, line } },
    origin,
  });
  expect(JSON.stringify(data)).not.toMatch(/s3cr3tvalue|abcdefghijkl/);
  expect(data.question.to).toEqual(question.to);
  expect(data.question.symptom?.status).toBe(503);
});

test("job data of another version, or of someone else, is refused with what is wrong in it", () => {
  expect(() => readJobData({ ...writeJobData(ask()), version: 2 })).toThrow(
    /not a diagnosis request[^]*version/,
  );
  expect(() => readJobData({ question: "ingress-nginx -> productpage" })).toThrow(/origin/);
  expect(() => readJobData(undefined)).toThrow(/not a diagnosis request/);
});
