/** A capture that somebody asked for, from the button to how it ended. Plain JSON: it travels through the queue. */
import { z } from "zod";
import { CapturedTraffic } from "./captured-traffic.ts";
import { Actor } from "./change.ts";
import { Question } from "./question.ts";

export const CaptureAsked = z.strictObject({
  /** `nc-0a1b2c3d4e5f`. */
  id: z.string().regex(/^nc-[0-9a-f]{12}$/),
  diagnosis: z.string(),
  cluster: z.string(),
  by: Actor,
  /** Of the answer: what is told of the capture is told there. */
  threadTs: z.string(),
  question: Question,
  /** How long it is watched. */
  seconds: z.number().positive(),
  /** Milliseconds since 1970. */
  askedAt: z.number(),
});
export type CaptureAsked = z.infer<typeof CaptureAsked>;

/** What became of the file: kept until then, milliseconds since 1970; or not, and why. */
const FileKept = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("kept"), until: z.number(), bytes: z.number() }),
  z.strictObject({ kind: z.literal("too-large"), bytes: z.number() }),
  z.strictObject({ kind: z.literal("nothing-in-it") }),
  z.strictObject({ kind: z.literal("not-kept") }),
  z.strictObject({ kind: z.literal("not-served") }),
]);
export type FileKept = z.infer<typeof FileKept>;

/** How a capture ended. */
export const CaptureEnd = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("captured"),
    traffic: CapturedTraffic,
    file: FileKept,
    /** Who stopped it before its time was over. */
    stoppedBy: z.string().exactOptional(),
  }),
  /** There is nothing to tell of packets; `why` is a word for the audit. */
  z.strictObject({ kind: z.literal("none"), why: z.string(), sentence: z.string() }),
]);
export type CaptureEnd = z.infer<typeof CaptureEnd>;

/** Where people fetch files from; `forward` is what they type first where nothing leads there from outside. */
export interface CapturePlace {
  /** Ends with a slash. */
  readonly url: string;
  readonly forward?: string;
}
