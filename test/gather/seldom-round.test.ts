/** More packets where it is said to fail sometimes, and only there. */
import { expect, test } from "vitest";
import { seldomRound } from "../../src/gather/seldom-round.ts";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { tcpConnect } from "../../src/probes/senders/tcp-connect.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const sometimes = { sometimes: true } as const;

function round(bundle: Bundle, asked: Parameters<typeof seldomRound>[0] = sometimes): number | undefined {
  return seldomRound(asked, bundle.flows, new EvidenceIndex(bundle.evidence));
}

function noted(bundle: Bundle): readonly string[] {
  const report = conclude({ ...bundle, question: { ...bundle.question, ...sometimes } });
  return report.notes.filter((note) => note.startsWith("asked as failing sometimes"));
}

test("where all seven came through, fifty more are sent, of several pairs a hundred in all", () => {
  const healthy = loadEvidence("healthy");
  const [flow] = healthy.flows;
  if (!flow) throw new Error("the recording has no pair");
  expect(round({ ...healthy, flows: [flow] })).toBe(50);
  expect(round({ ...healthy, flows: [flow, flow, flow, flow] })).toBe(25);
});

test("a question without the word gets seven packets, as ever", () => {
  expect(round(loadEvidence("healthy"), {})).toBeUndefined();
  expect(conclude(loadEvidence("healthy")).notes.join()).not.toContain("asked as");
});

test.each(["nd410-ingress-denied", "nd505-tunnel-loses-part"])(
  "where packets were lost already, as in %s, none stand in their place",
  (name) => {
    expect(round(loadEvidence(name))).toBeUndefined();
  },
);

test("one connection of ten lost between the nodes shows in fifty and not in seven", () => {
  const run = loadEvidence("nd505-loses-a-tenth");
  const [main] = conclude(run).flows.map((flow) => flow.main);
  expect(main).toMatchObject({ sent: 50, answered: 45 });
  const seven = run.evidence.find(
    ({ probe, round: when, subject }) => probe === "tcp-connect" && when === "window" && subject === "f1",
  );
  const { attempts } = tcpConnect.parse(seven?.output ?? never());
  expect(attempts.map(({ outcome }) => outcome)).toEqual(Array(7).fill("connected"));
  expect(noted(run)).toEqual(["asked as failing sometimes: 8 of 80 fresh packets were not answered"]);
});

function never(): never {
  throw new Error("the recording has no first seven");
}

test("what came through is no promise: how seldom a loss may be and not show is told", () => {
  const [note] = noted(loadEvidence("healthy"));
  expect(note).toMatch(
    /^asked as failing sometimes: all \d+ fresh packets were answered; what fails less often than about once in \d+ may not show in so few$/,
  );
});

test("how many were lost is told, and that all are", () => {
  expect(noted(loadEvidence("nd505-tunnel-loses-part"))[0]).toMatch(
    /: \d+ of \d+ fresh packets were not answered$/,
  );
  expect(noted(loadEvidence("nd410-ingress-denied"))[0]).toMatch(
    /: none of \d+ fresh packets is answered now$/,
  );
});

test.each([
  ["test/reviews sometimes cannot reach test/ratings", true],
  ["test/reviews intermittently can't reach test/ratings", true],
  ["test/reviews 偶尔访问不了 test/ratings", true],
  ["test/reviews 时不时连不上 test/ratings", true],
  ["test/reviews cannot reach test/ratings", undefined],
])("%s", (text, said) => {
  const read = parseQuestion(text);
  expect(
    "sometimes" in read ? read.sometimes : "question" in read ? read.question.sometimes : undefined,
  ).toBe(said);
});

test("fifty connections do not start at once, and are given the time that takes", () => {
  const subject = {
    ip: "10.0.0.1",
    port: 80,
    sourcePorts: Array.from({ length: 50 }, (_, at) => 20_000 + at),
    waitMs: 500,
  };
  const paced = tcpConnect.command({ ...subject, everyMs: 20 });
  expect(paced.argv).toContain("0.02");
  expect(paced.timeoutMs - tcpConnect.command(subject).timeoutMs).toBe(1000);
});

test.each(["nd312-no-endpoint-on-the-node", "nd303-endpoints-not-ready"])(
  "where the way through the Service fails, as in %s, that all came through straight to the pods is not told as how often it fails",
  (name) => {
    expect(noted(loadEvidence(name))).toEqual([]);
  },
);
