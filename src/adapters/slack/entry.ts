import type { z } from "zod";
import type { Action } from "../../access/rule.ts";
import type { Subject } from "../../access/subject.ts";
import type { Question } from "../../model/question.ts";
import type { Origin } from "../../ports.ts";
import type { DeskParts, Granted, Whisper } from "./desk.ts";
import type { Arrived, Incoming } from "./incoming.ts";
import type { Form } from "./modal.ts";

/** What a person does by it. Where they ask, the question counts; else the diagnosis whose id the button holds. */
type Deed =
  | {
      readonly action: "ask" | "choose" | "recheck" | "watch";
      readonly asks: (from: Incoming, parts: DeskParts) => Promise<Question | undefined>;
    }
  | {
      readonly action: "stop" | "evidence" | "fix" | "feedback" | "explain" | "capture" | "apply" | "approve";
      readonly asks?: undefined;
      /** What it is about, where that is not the diagnosis whose id the button holds. */
      readonly about?: (
        from: Incoming,
        parts: DeskParts,
      ) => Promise<{ readonly subjects: readonly Subject[]; readonly cluster?: string | undefined }>;
    };

/** One way in. `run` is called for what was written down, and only for whom the gate lets through. */
export type Entry = Deed & {
  readonly name: string;
  readonly on:
    | { readonly command: string }
    | { readonly event: "app_mention" | "message" | "app_home_opened" }
    /** On a message, or `global`: from anywhere. */
    | { readonly shortcut: string; readonly global?: true }
    | { readonly action: string | RegExp }
    | { readonly view: string };
  /** Payloads that do not fit are not for this entry: they are dropped. */
  readonly reads: z.ZodType<Arrived>;
  /** Slack sends more under the same name than is for this entry: no trouble. */
  readonly amongOthers?: true;
  /** How the person is told something alone, where that is another way than the usual one. */
  readonly tells?: (parts: DeskParts, from: Incoming) => Whisper;
  /** Words are read before they are written down: secrets in them go no further. Commands are read only where one speaks to netdiag. */
  readonly brings?: "words" | "words and commands";
  /** A form that is opened instead of writing it down: a trigger is good for three seconds. */
  readonly form?: (from: Incoming) => Form | undefined;
  /** Before a form is opened, what it would ask for is looked for in the messages around. */
  readonly looksAround?: true;
  /** Where the answer goes, when not to where they acted; undefined when somebody else's question has that place. */
  readonly place?: (parts: DeskParts, from: Incoming) => Promise<Place | undefined>;
  /** May be called again for the same delivery, after a crash or while Slack cannot be told. */
  readonly run: (parts: DeskParts, from: Granted, whisper: Whisper) => Promise<void>;
};

/** `statusTs` is a message of ours that becomes the answer. */
export type Place = Pick<Origin, "threadTs" | "statusTs">;

/** What is done by it: some words do something else than asking. */
export function actionOf({ action }: Pick<Entry, "action">, { words }: Pick<Incoming, "words">): Action {
  if (words?.kind === "question" && words.watch === true) return "watch";
  return words?.kind === "command" && words.command === "stop" ? "stop" : action;
}
