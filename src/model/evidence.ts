import { z } from "zod";
import { Place } from "./place.ts";

/** Why something could not be seen. It is a line of the report, never silence. */
export const NotSeen = z.object({
  why: z.enum([
    "tool-missing",
    "forbidden",
    "node-unreachable",
    "no-pod",
    "timed-out",
    "failed",
    "unreadable",
    "truncated",
    "not-asked",
  ]),
  detail: z.string(),
  /** The next manual command or step. */
  next: z.string(),
});
export type NotSeen = z.infer<typeof NotSeen>;

/** What a command printed on a node. Times in milliseconds; `exitCode` null when it never ended by itself. */
export const CommandOutput = z.object({
  argv: z.array(z.string()),
  /** In base64 where the command prints bytes. */
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.number().nullable(),
  timedOut: z.boolean(),
  /** True when stdout was cut at the command's byte limit. */
  truncated: z.boolean(),
  durationMs: z.number(),
  /** Set by the session when the command never started: no such pod on the node any more, say. */
  notSeen: NotSeen.optional(),
});
export type CommandOutput = z.infer<typeof CommandOutput>;

/** When it was looked: once at rest, around the main packets, or in the bisection grid after them. */
export const Round = z.enum(["standing", "window", "grid"]);
export type Round = z.infer<typeof Round>;

/** What a probe saw at a place, raw, or why it could not. Parsed where it is needed, so replays exercise the parsers. */
export const Evidence = z.object({
  round: Round,
  place: Place,
  probe: z.string(),
  /** Tells two runs of the same probe at the same place apart: a flow id, an address; "" when there is one. */
  subject: z.string(),
  output: CommandOutput.optional(),
  notSeen: NotSeen.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A parsed value, or the reason there is none. */
export type Sight<Value> =
  { readonly seen: Value; readonly notSeen?: never } | { readonly seen?: never; readonly notSeen: NotSeen };
