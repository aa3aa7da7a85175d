import { z } from "zod";
import { FaultCode, Finding } from "./finding.ts";
import { Hop } from "./hop.ts";

/**
 * Why a fault is not there. `read`: what would tell of it was read, and is not so. `moot`: there is no such thing to be wrong.
 * `contradicted`: it was read so, and packets were seen to do otherwise. `nothing-lost`: it could not be looked at, and no packet is
 * missed that it might have stopped.
 */
export const WhyAbsent = z.enum(["read", "moot", "contradicted", "nothing-lost"]);
export type WhyAbsent = z.infer<typeof WhyAbsent>;

/** What one fault said at one hop of one flow: a finding, that it is not there, or why it cannot tell. */
export const FaultOutcome = z.discriminatedUnion("result", [
  z.object({
    result: z.literal("found"),
    code: FaultCode,
    title: z.string(),
    finding: Finding,
    /** It stops part of the packets, where others of its name stop all. */
    some: z.literal(true).optional(),
  }),
  z.object({ result: z.literal("absent"), code: FaultCode, why: WhyAbsent.exactOptional() }),
  z.object({ result: z.literal("cannot-tell"), code: FaultCode, title: z.string(), reason: z.string() }),
]);
export type FaultOutcome = z.infer<typeof FaultOutcome>;

/** What became of the fresh packets here. */
export const StepMark = z.enum(["passed", "stopped", "not-reached", "unknown"]);
export type StepMark = z.infer<typeof StepMark>;

/** A hop with what was seen there and what the faults said. */
export const Step = z.object({
  hop: Hop,
  mark: StepMark,
  /** Short facts for the hop list: `saw 7`, `route via vxlan.calico`. */
  facts: z.array(z.string()),
  outcomes: z.array(FaultOutcome),
});
export type Step = z.infer<typeof Step>;
