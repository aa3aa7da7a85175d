import type { Question } from "../../src/model/question.ts";
import { describeQuestion, describeTarget, type Reading } from "../../src/question/index.ts";

/** A reading in one line: `client -> db:5432 · refused · 502 · looks up NAME · sometimes · since WORDS`, with `?` for an end that is not said. */
export function tellReading(reading: Reading): string {
  const beside: Partial<Question> =
    reading.kind === "question" ? reading.question : reading.kind === "one-end" ? reading.known : reading;
  return [
    ends(reading)
      .replace(/\bhost /g, "")
      .replace(/\/tcp$/, ""),
    beside.symptom?.kind,
    beside.symptom?.status,
    beside.resolves && `looks up ${beside.resolves}`,
    beside.sometimes && "sometimes",
    beside.since && `since ${beside.since}`,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}

function ends(reading: Reading): string {
  if (reading.kind === "none") return "? -> ?";
  if (reading.kind === "question") return describeQuestion(reading.question);
  const { side, end } = reading.known;
  if (side === "from") return `${describeTarget(end.target)} -> ?`;
  const whole = {
    from: { type: "object" as const, name: "x" },
    to: end.target,
    port: end.port,
    protocol: end.protocol,
  };
  return describeQuestion({
    ...whole,
    ...(end.looksUp === undefined ? {} : { looksUp: end.looksUp }),
  }).replace("x ->", "? ->");
}
