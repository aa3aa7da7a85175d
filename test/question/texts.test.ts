import { describe, expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { reported } from "./texts/reported.ts";
import { tellReading } from "./texts/tell-reading.ts";
import { unseen } from "./texts/unseen.ts";

describe("what people type and paste is read", () => {
  test.each([...reported, ...unseen])("%.100s", (text, right) => {
    expect(tellReading(parseQuestion(text))).toBe(right);
  });
});
