import { z } from "zod";
import { ObjectRef } from "./kubernetes.ts";

export const FaultCode = z.templateLiteral(["ND", z.number()]);
export type FaultCode = z.infer<typeof FaultCode>;

/**
 * One thing that speaks for a finding, with where it comes from:
 * `model` what objects, routes and rules say should happen; `probe` what a real packet did;
 * `kernel` a counter or capture that moved with it.
 */
export const Because = z.object({
  source: z.enum(["model", "probe", "kernel"]),
  says: z.string(),
  /** The line of output or object it was read from. */
  quote: z.string().optional(),
  /** Only this cause makes it: a counter of the rule itself that moved with our packets, say. That packets failed is none. */
  token: z.literal(true).optional(),
});
export type Because = z.infer<typeof Because>;

/** A change a person can make. netdiag never makes it. */
export const Fix = z.object({
  summary: z.string(),
  /** Full objects to apply, ready for `kubectl apply -f -`. */
  yaml: z.string().optional(),
  /** Commands to run by hand, as a person would type them. */
  commands: z.array(z.string()).optional(),
  /** True where it mends nothing: it is what to look at or to allow next, so that netdiag can tell more. */
  onlyNext: z.boolean().optional(),
  /** True when the change was evaluated again before it was shown. */
  checked: z.boolean(),
  /** What else the change opens, one line each; empty when nothing else. */
  alsoOpens: z.array(z.string()).optional(),
  /** What the change closes, one line each; absent when nothing. */
  alsoCloses: z.array(z.string()).optional(),
  /** Why no change is proposed, or what the owner of a generated object must switch instead. */
  caution: z.string().optional(),
});
export type Fix = z.infer<typeof Fix>;

/** What a fault says where it found itself, at one hop of one flow, before anything else was held against it. */
export const Finding = z.object({
  /** In the place of the fault's title, where this finding has a plainer one. */
  title: z.string().optional(),
  /** One sentence a tired person understands. */
  says: z.string(),
  because: z.array(Because),
  object: ObjectRef.optional(),
  /** Node, interface and rule, as far as they are known. */
  node: z.string().optional(),
  device: z.string().optional(),
  rule: z.string().optional(),
  fix: Fix.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** How sure: three kinds of evidence agree, two, or one. */
export const Confidence = z.enum(["confirmed", "likely", "suspected"]);
export type Confidence = z.infer<typeof Confidence>;

/** How many kinds of source speak for the finding: as sure as it may be by itself, before what else was seen is held against it. */
export function confidenceOf(finding: Pick<Finding, "because">): Confidence {
  const sources = new Set(finding.because.map((reason) => reason.source));
  return sources.size >= 3 ? "confirmed" : sources.size === 2 ? "likely" : "suspected";
}
