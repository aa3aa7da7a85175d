import { z } from "zod";
import { ObjectRef } from "./kubernetes.ts";

/** One thing that happened to objects on the way, or to several of them within a minute. */
export const Change = z.object({
  /** ISO 8601, by the clock of whoever wrote it: the API server, a kubelet. */
  at: z.string(),
  objects: z.array(ObjectRef),
  /** `changed by helm; its fields: spec.ingress`. */
  what: z.string(),
  /** The answer blames this object, which is not to say that this change is why. */
  blamed: z.literal(true).exactOptional(),
  /** It lies after the time that was asked about, or shortly before. */
  sinceAsked: z.literal(true).exactOptional(),
});
export type Change = z.infer<typeof Change>;

/** What of the objects on the way was created or changed, and when: times, and no causes. */
export const Timeline = z.object({
  /** When this was read, ISO 8601: what "38 min ago" counts from. */
  asOf: z.string(),
  /** From when on changes are told, ISO 8601; of a blamed object the last one before as well. */
  from: z.string(),
  /** How many objects were read for it. */
  objects: z.number(),
  /** Of how many of these nothing tells when they were written, only when they were made. */
  onlyMade: z.number(),
  /** Newest first. */
  changes: z.array(Change),
  /** Further ones that are left out. */
  more: z.number(),
  /** "since the deploy": the words, and the time that they mean, where one can be told. */
  since: z
    .object({
      words: z.string(),
      at: z.string().exactOptional(),
      /** `clock`: read from the words, as UTC; `rollout`: the newest one of these changes. */
      by: z.enum(["clock", "rollout"]).exactOptional(),
    })
    .exactOptional(),
  /** What could not be read, and would be here as well. */
  notRead: z.array(z.string()),
});
export type Timeline = z.infer<typeof Timeline>;
