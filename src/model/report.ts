import { z } from "zod";
import { Confidence, FaultCode, Finding, Fix } from "./finding.ts";
import { Flow } from "./flow.ts";
import { Question } from "./question.ts";
import { NotRead } from "./snapshot.ts";
import { Step } from "./step.ts";
import { Timeline } from "./timeline.ts";

export const Verdict = z.enum(["reachable", "blocked", "partial", "unknown"]);
export type Verdict = z.infer<typeof Verdict>;

/** How many fresh connections (or packets) of one kind came through. */
export const Tally = z.object({
  from: z.string(),
  to: z.string(),
  protocol: z.string(),
  port: z.number(),
  sent: z.number(),
  answered: z.number(),
  /** Median over the answered ones, milliseconds. */
  medianMs: z.number().optional(),
  /** What the failed ones saw: `timed out`, `Connection refused`. */
  failure: z.string().optional(),
});
export type Tally = z.infer<typeof Tally>;

/** A finding as it is told: on all flows that have it, and how sure it is after all that was seen was held against it. */
export const WeighedFinding = z.object({
  code: FaultCode,
  title: z.string(),
  confidence: Confidence,
  /** The hop's name, and its kind, where it was found. */
  at: z.string(),
  hopKind: z.string(),
  flowIds: z.array(z.string()),
  finding: Finding,
  /** What else was seen that it explains: `it is answered from the target's node, on a way that does not cross the place that is broken`. */
  explains: z.array(z.string()).default([]),
  /** What was seen that speaks against it. */
  against: z.array(z.string()).default([]),
  /** What may stop packets at the same place and could not be looked at. */
  rivals: z.array(z.string()).default([]),
  /** The same in short: how many causes, and what kept from looking for most of them, `exec on node3 was refused`. */
  unchecked: z.object({ causes: z.number(), reason: z.string(), ofThat: z.number() }).optional(),
});
export type WeighedFinding = z.infer<typeof WeighedFinding>;

/** The path of one flow. */
export const FlowReport = z.object({
  flow: Flow,
  reached: z.enum(["yes", "no", "some", "not-probed"]),
  /** The connections were answered inside the source's own pod, so nothing of the way was tried. */
  answeredWithin: z.literal(true).optional(),
  /** Why the client's own connections to the Service never go to this endpoint: `node1 keeps to endpoints meant for its zone, a`. */
  leftOut: z.string().optional(),
  /** What of the client's own way was not tried, as the end of a sentence: `whether web.shop leads there could not be looked up`. */
  untried: z.string().optional(),
  main: Tally.optional(),
  /** The bisection grid: the same destination from other places, and through the Service. */
  grid: z.array(Tally.extend({ label: z.string() })),
  steps: z.array(Step),
});
export type FlowReport = z.infer<typeof FlowReport>;

/** What the policy model alone says, told before any packet is sent. */
export const PolicySaying = z.object({
  verdict: z.enum(["allow", "deny", "undecidable"]),
  sentence: z.string(),
  egress: z.array(z.string()),
  ingress: z.array(z.string()),
});
export type PolicySaying = z.infer<typeof PolicySaying>;

/** What could not be checked and how to look by hand. */
export const NotChecked = z.object({ what: z.string(), reason: z.string(), next: z.string() });
export type NotChecked = z.infer<typeof NotChecked>;

/** What the evidence says of one cause that a reader may suspect. */
export const Suspect = z.object({
  code: FaultCode,
  title: z.string(),
  /** `not-found`: nothing that was read shows it, which leaves room for what was not; `ruled-out`: what was seen leaves none. */
  result: z.enum(["found", "ruled-out", "not-found", "not-looked-at"]),
  /** Sentences: what was found, by which facts it is ruled out, or why it was not looked at. */
  says: z.array(z.string()),
});
export type Suspect = z.infer<typeof Suspect>;

/** The whole answer; renders to Slack, terminal, JSON and pictures. */
export const Report = z.object({
  version: z.literal(1),
  question: Question,
  verdict: Verdict,
  /** One sentence: what a screen reader reads. */
  headline: z.string(),
  confidence: Confidence.optional(),
  /** The first blocker along the path. */
  cause: WeighedFinding.optional(),
  /** Later blockers, and findings that do not block. */
  also: z.array(WeighedFinding),
  fix: Fix.optional(),
  policy: PolicySaying.optional(),
  /** What the pasted log line means, and whether what was found explains it. */
  symptom: z.string().optional(),
  flows: z.array(FlowReport),
  /** Endpoints probed, and how many answered: `0/2 endpoints`. */
  endpoints: z.object({ answered: z.number(), probed: z.number(), total: z.number() }),
  /** Sentences that save the reader a wrong turn: `existing connections still work`. */
  notes: z.array(z.string()),
  notChecked: z.array(NotChecked.or(NotRead)),
  /** Where no object of the way tells a time, and in reports that were kept before there was this, none. */
  timeline: Timeline.exactOptional(),
  /** Every cause that was looked for, most likely first. Reports that were kept before there was this have none. */
  suspects: z.array(Suspect).exactOptional(),
  /** Milliseconds from the question: first answer, verdict; exec rounds and bytes per node. */
  timings: z.object({
    firstAnswerMs: z.number(),
    totalMs: z.number(),
    nodes: z.array(
      z.object({ node: z.string(), execs: z.number(), roundTrips: z.number(), bytes: z.number() }),
    ),
  }),
});
export type Report = z.infer<typeof Report>;
