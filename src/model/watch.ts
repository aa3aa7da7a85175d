/** A question that is asked again and again until what it asks about can be reached. Plain JSON: it is kept between looks. */
import { z } from "zod";
import { Question } from "./question.ts";
import { Verdict } from "./report.ts";

/** What one look saw, as far as two looks are told apart by it. */
export const Seen = z.object({
  verdict: Verdict,
  /** The same for the same cause: its code and the object to blame; empty where none is known. */
  cause: z.string(),
  /** The verdict's headline. */
  says: z.string(),
});
export type Seen = z.infer<typeof Seen>;

/** How one look ended. */
export const Looked = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("seen"), seen: Seen }),
  /** There was no verdict; `why` is a sentence. */
  z.object({
    kind: z.literal("not-seen"),
    why: z.string(),
    /** The words fit several things: no look will tell which. */
    isUnclear: z.literal(true).exactOptional(),
  }),
]);
export type Looked = z.infer<typeof Looked>;

/** Why a watch ended. */
export const WatchEnd = z.discriminatedUnion("why", [
  /** It was reachable at two looks in a row. */
  z.object({ why: z.literal("reachable") }),
  /** Its hours were over. */
  z.object({ why: z.literal("time") }),
  z.object({ why: z.literal("stopped"), by: z.string() }),
  /** The rules do not let whoever began it ask this any more. */
  z.object({ why: z.literal("refused") }),
  /** Its words fit several things. */
  z.object({ why: z.literal("unclear") }),
  /** netdiag itself failed over it. */
  z.object({ why: z.literal("failed") }),
]);
export type WatchEnd = z.infer<typeof WatchEnd>;

/** What is told of a watch between its beginning and its end, a sentence each. */
export const WatchSaying = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["passes", "broke", "other-cause"]), seen: Seen }),
  /** So many changes within so many milliseconds, of which not each was told. */
  z.object({ kind: z.literal("flaps"), changes: z.number(), withinMs: z.number(), seen: Seen }),
  /** Several looks in a row saw nothing. */
  z.object({ kind: z.literal("blind"), looks: z.number(), why: z.string() }),
  z.object({
    kind: z.literal("ended"),
    end: WatchEnd,
    looks: z.number(),
    afterMs: z.number(),
    seen: Seen.exactOptional(),
    /** So many looks after that one saw nothing. */
    blind: z.number().exactOptional(),
  }),
]);
export type WatchSaying = z.infer<typeof WatchSaying>;

/** What a watch knows after some looks; times are milliseconds since 1970. */
export const WatchState = z.object({
  /** How many were made. */
  looks: z.number(),
  /** What was seen last; absent before anything was. */
  standing: Seen.exactOptional(),
  /** Looks in a row that found it reachable. */
  passed: z.number(),
  /** When the first of these was made. */
  passingSince: z.number().exactOptional(),
  /** Looks in a row in which nothing changed: the more, the longer it waits for the next. */
  steady: z.number(),
  /** Looks in a row that saw nothing. */
  blind: z.number(),
  /** When it changed lately. */
  changedAt: z.array(z.number()),
  /** It comes and goes: since when changes are told together, how many are not told yet, and since when. */
  hushed: z.object({ at: z.number(), untold: z.number(), since: z.number() }).exactOptional(),
  nextAt: z.number(),
});
export type WatchState = z.infer<typeof WatchState>;

export const Watch = z.object({
  id: z.string(),
  question: Question,
  /** The diagnosis whose answer it was begun at. */
  of: z.string(),
  /** Who asked that. */
  askedBy: z.string(),
  /** Where it is told, and who began it. */
  origin: z.object({
    /** Of the delivery that began it. */
    key: z.string(),
    channel: z.string(),
    threadTs: z.string().exactOptional(),
    /** The answer's message, where it was begun by a button on it. */
    answerTs: z.string().exactOptional(),
    user: z.string(),
  }),
  beganAt: z.number(),
  until: z.number(),
  state: WatchState,
  /** The look that is being made: its question's key, its diagnosis, and since when. */
  looking: z.object({ key: z.string(), diagnosis: z.string(), since: z.number() }).exactOptional(),
  /** What is to be told, each under its number. */
  toTell: z.array(z.object({ number: z.number(), saying: WatchSaying })),
  told: z.number(),
  /** The next look as it stands on the answer's message. */
  shown: z.number().exactOptional(),
  ended: WatchEnd.exactOptional(),
  /** Grows with each change of it: of two the newer is known by it. */
  revision: z.number(),
});
export type Watch = z.infer<typeof Watch>;

/** What is to be watched: from an answer on, or from a question that is being answered. */
export interface WatchRequest extends Pick<Watch, "question" | "of" | "askedBy" | "origin"> {
  /** What that answer said; absent while there is none. */
  readonly standing?: Seen;
}

/** `joined`: this question is watched in this channel already. `full`: so many are watched that no more is begun. */
export type WatchBegun =
  | { readonly kind: "begun" | "joined"; readonly watch: Watch }
  | {
      readonly kind: "full";
      readonly full: "perPerson" | "perChannel" | "inAll";
      readonly limit: number;
    };
