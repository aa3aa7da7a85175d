/** What a pasted log line says, held against recorded runs. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { SymptomKind } from "../../src/model/question.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function saying(
  run: string,
  status: number,
  kind?: SymptomKind,
  line = `"GET / HTTP/1.1" ${status} 0`,
): string {
  const bundle = loadEvidence(run);
  const symptom = { status, line, ...(kind === undefined ? {} : { kind }) };
  return conclude({ ...bundle, question: { ...bundle.question, symptom } }).symptom ?? "nothing";
}

test("a 502 of a connection that closed early comes from a program that closes connections", () => {
  expect(saying("nd701-program-closes", 502, "closed")).toBe(
    "The 502 in the log means: the connection stood, and the application closed it before it answered. It comes from the application, not from the network: connections stand, and it still behaves like that.",
  );
});

test("an error line that names no status is not said to hold one", () => {
  const line = "*8812 upstream timed out (110: Operation timed out) while connecting to upstream";
  expect(saying("nd410-ingress-denied", 504, "connect-timeout", line)).toBe(
    "The error that was seen means: the connection was never answered: packets were lost on the way there or back. What was found explains it.",
  );
});

test("a 504 while an answer was awaited comes from a program that is silent", () => {
  expect(saying("nd702-program-silent", 504, "read-timeout")).toContain("It comes from the application");
});

test("a connection that timed out is explained by a policy that drops its packets", () => {
  expect(saying("nd410-ingress-denied", 504, "connect-timeout")).toContain("What was found explains it.");
});

test("a refused connection is explained by nobody listening, and not by packets that vanish", () => {
  expect(saying("nd620-nobody-listens", 502, "refused")).toContain("What was found explains it.");
  expect(saying("nd410-ingress-denied", 502, "refused")).toContain("does not look like that now");
});

test("a program that stopped answering is not explained by a cause that lets no connection stand", () => {
  expect(saying("nd410-ingress-denied", 502, "closed")).toContain("does not explain it alone");
});

test("no endpoint for the proxy is explained by a Service without endpoints", () => {
  expect(saying("nd303-endpoints-not-ready", 503, "no-endpoint")).toContain("What was found explains it.");
});

test("a status of the application's own is not spoken to", () => {
  expect(saying("nd410-ingress-denied", 404)).toBe("nothing");
});
