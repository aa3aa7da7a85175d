/** A change of the cluster, from who asked for it over who approved it to how it ended. Plain JSON: it travels through the queue. */
import { z } from "zod";
import { Question } from "./question.ts";

/** The object as it shall be, without anything that the API server writes. */
export const ChangeManifest = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.strictObject({ name: z.string(), namespace: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});
export type ChangeManifest = z.infer<typeof ChangeManifest>;

/** What stands in the place of the object, as it was read: the change is for that and for nothing that came after. */
export const Bound = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("absent") }),
  z.strictObject({ state: z.literal("there"), uid: z.string(), resourceVersion: z.string() }),
]);
export type Bound = z.infer<typeof Bound>;

/** Whoever acted, and where; what they were let in with. */
export const Actor = z.strictObject({
  user: z.string(),
  channel: z.string(),
  groups: z.array(z.string()).readonly(),
});
export type Actor = z.infer<typeof Actor>;

/** Somebody wants the fix of a diagnosis applied; nothing was read of the cluster yet. */
export const ChangeAsked = z.strictObject({
  /** `ch-0a1b2c3d4e5f`. */
  id: z.string().regex(/^ch-[0-9a-f]{12}$/),
  diagnosis: z.string(),
  cluster: z.string(),
  by: Actor,
  /** Of the answer: what is told of the change is told there. */
  threadTs: z.string(),
  question: Question,
  manifest: ChangeManifest,
  /** The object as the diagnosis read it; absent where there was none. */
  before: z.strictObject({ uid: z.string(), spec: z.record(z.string(), z.unknown()) }).exactOptional(),
  summary: z.string(),
  alsoOpens: z.array(z.string()).readonly(),
  alsoCloses: z.array(z.string()).readonly(),
  caution: z.string().exactOptional(),
  /** Milliseconds since 1970. */
  askedAt: z.number(),
  expiresAt: z.number(),
});
export type ChangeAsked = z.infer<typeof ChangeAsked>;

/** The same after it was read what stands there, and tried by the API server: it may be approved until it expires. */
export const ChangeRequest = ChangeAsked.extend({
  bound: Bound,
  /** SHA-256 in hex of exactly this change: cluster, object, and what it is bound to. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ChangeRequest = z.infer<typeof ChangeRequest>;

/** What a worker does about a change. Each is done once, whichever process dies. */
export const ChangeJob = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("try"), asked: ChangeAsked }),
  z.strictObject({
    kind: z.literal("apply"),
    id: z.string(),
    /** Of the change that the approver saw. */
    digest: z.string(),
    approver: Actor,
    approvedAt: z.number(),
  }),
  z.strictObject({
    kind: z.literal("expire"),
    id: z.string(),
    at: z.number(),
    /** For a Redis that lost what is kept: as long as it may be approved, this brings it back. */
    request: ChangeRequest.exactOptional(),
  }),
]);
export type ChangeJob = z.infer<typeof ChangeJob>;

/** How a request ended. */
export const ChangeEnd = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("applied"),
    by: z.string(),
    /** The user of the cluster in whose name; absent for the worker's own account. */
    as: z.string().exactOptional(),
    resourceVersion: z.string(),
  }),
  /** Nothing was changed; `why` is a word for metrics and the audit. */
  z.strictObject({ kind: z.literal("refused"), why: z.string(), sentence: z.string() }),
  z.strictObject({ kind: z.literal("rejected"), by: z.string() }),
  z.strictObject({ kind: z.literal("expired") }),
  /** It was sent, and nobody knows whether it was carried out. */
  z.strictObject({ kind: z.literal("unknown"), sentence: z.string() }),
]);
export type ChangeEnd = z.infer<typeof ChangeEnd>;
