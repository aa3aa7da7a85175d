import { createHash } from "node:crypto";
import { z } from "zod";
import { anywhere } from "../../access/rule.ts";
import { Language, Question } from "../../model/question.ts";
import { redact } from "../../report/redact.ts";
import { actionIds } from "../../report/slack/action-ids.ts";

/** What the words typed or pasted are. */
export const Words = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("question"),
    question: Question,
    /** It is to be asked again until it passes. */
    watch: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal("help") }),
  /** Nothing was typed. */
  z.object({ kind: z.literal("nothing") }),
  /** A word that is no question: about one's own questions. `of` says which to stop. */
  z.object({
    kind: z.literal("command"),
    command: z.enum(["status", "history", "stop"]),
    of: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal("unread"), sentence: z.string(), example: z.string() }),
  /** One end was understood; `kept` is what the other is asked for with. */
  z.object({
    kind: z.literal("one-end"),
    kept: z.record(z.string(), z.unknown()),
    sentence: z.string(),
    example: z.string(),
  }),
  /** The other end, of what was kept under that delivery. */
  z.object({ kind: z.literal("other-end"), of: z.string(), typed: z.string() }),
]);
export type Words = z.infer<typeof Words>;

/** What came from Slack, the same shape for every entry. Only fields a person's action determines. */
export const Incoming = z.object({
  user: z.string(),
  channel: z.string(),
  /** Root of the thread to answer in; absent when the answer starts a message of its own. */
  threadTs: z.string().exactOptional(),
  /** The message acted on. */
  messageTs: z.string().exactOptional(),
  /** The value of the button pressed. */
  value: z.string(),
  /** Answers the person alone, even where the bot is not a member: five times, for thirty minutes. */
  responseUrl: z.string().exactOptional(),
  /** The same for the same delivery, however often it comes. */
  deliveryKey: z.string(),
  /** Slack says that the channel is shared with another organisation. */
  external: z.boolean(),
  /** Of entries that bring words, once they are read. */
  words: Words.exactOptional(),
  /** Of the words, where they are in one. */
  language: Language.exactOptional(),
});
export type Incoming = z.infer<typeof Incoming>;

/** What a payload holds before its words are read; these, and the trigger, go no further than the process that got it. */
export interface Arrived extends Incoming {
  readonly text: string;
  readonly triggerId: string;
}

/** Slack's own ids hold dots and colons, which ids of jobs may not. */
export function deliveryKey(slacks: string): string {
  return createHash("sha256").update(slacks).digest("hex").slice(0, 32);
}

const blank = { text: "", value: "", triggerId: "", external: false };

function answeredAt(responseUrl: string | undefined): { responseUrl?: string } {
  return responseUrl === undefined ? {} : { responseUrl };
}

export const Command = z
  .object({
    user_id: z.string(),
    channel_id: z.string(),
    text: z.string().default(""),
    trigger_id: z.string(),
    response_url: z.string().optional(),
  })
  .transform((body): Arrived => ({
    ...blank,
    ...answeredAt(body.response_url),
    user: body.user_id,
    channel: body.channel_id,
    text: body.text,
    triggerId: body.trigger_id,
    deliveryKey: deliveryKey(body.trigger_id),
  }));

const eventOf = {
  user: z.string(),
  channel: z.string(),
  text: z.string().default(""),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.undefined().optional(),
};
const envelopeOf = { event_id: z.string(), is_ext_shared_channel: z.boolean().optional() };

/** Answers go under the message that mentions netdiag, or into its thread. */
export const Mention = z
  .object({ ...envelopeOf, event: z.object(eventOf) })
  .transform(({ event_id, is_ext_shared_channel, event }): Arrived => ({
    ...blank,
    user: event.user,
    channel: event.channel,
    threadTs: event.thread_ts ?? event.ts,
    messageTs: event.ts,
    text: event.text.replace(/<@[UW][A-Z0-9]+>/g, " "),
    deliveryKey: deliveryKey(event_id),
    external: is_ext_shared_channel === true,
  }));

/** A new message of a person in a direct conversation; edits, joins and bots have a subtype. */
export const DirectMessage = z
  .object({
    ...envelopeOf,
    event: z.object({ ...eventOf, channel_type: z.literal("im"), subtype: z.undefined().optional() }),
  })
  .transform(({ event_id, event }): Arrived => ({
    ...blank,
    user: event.user,
    channel: event.channel,
    ...(event.thread_ts === undefined ? {} : { threadTs: event.thread_ts }),
    messageTs: event.ts,
    text: event.text,
    deliveryKey: deliveryKey(event_id),
  }));

const messageOf = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(""),
});

const Action = z.object({
  value: z.string().exactOptional(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

export const Click = z
  .object({
    user: z.object({ id: z.string() }),
    channel: z.object({ id: z.string() }),
    message: messageOf,
    trigger_id: z.string(),
    actions: z.array(Action).min(1),
  })
  .transform((body): Arrived => ({
    ...blank,
    user: body.user.id,
    channel: body.channel.id,
    ...(body.message.thread_ts === undefined ? {} : { threadTs: body.message.thread_ts }),
    messageTs: body.message.ts,
    value: body.actions[0]?.selected_option?.value ?? body.actions[0]?.value ?? "",
    triggerId: body.trigger_id,
    deliveryKey: deliveryKey(body.trigger_id),
  }));

/** What is picked from the menu of the other end: the delivery that asked for it, and the end. */
export const OtherEnd = Click.transform((click): Arrived => {
  const [of = "", ...typed] = click.value.split(" ");
  return { ...click, words: { kind: "other-end", of, typed: typed.join(" ") } };
});

export const Shortcut = z
  .object({
    user: z.object({ id: z.string() }),
    channel: z.object({ id: z.string() }),
    message: messageOf,
    trigger_id: z.string(),
    response_url: z.string().optional(),
  })
  .transform((body): Arrived => ({
    ...blank,
    ...answeredAt(body.response_url),
    user: body.user.id,
    channel: body.channel.id,
    threadTs: body.message.thread_ts ?? body.message.ts,
    messageTs: body.message.ts,
    text: body.message.text,
    triggerId: body.trigger_id,
    deliveryKey: deliveryKey(body.trigger_id),
  }));

/** Who looks at the app's home tab; its other tab holds the messages. */
export const HomeOpened = z
  .object({ event_id: z.string(), event: z.object({ user: z.string(), tab: z.literal("home") }) })
  .transform(({ event_id, event }): Arrived => ({
    ...blank,
    user: event.user,
    channel: anywhere,
    deliveryKey: deliveryKey(event_id),
  }));

/** From anywhere in Slack, and from the home tab: the form asks where to answer. */
export const GlobalShortcut = z
  .object({ user: z.object({ id: z.string() }), trigger_id: z.string() })
  .transform((body): Arrived => ({
    ...blank,
    user: body.user.id,
    channel: anywhere,
    triggerId: body.trigger_id,
    deliveryKey: deliveryKey(body.trigger_id),
  }));

/** Where the modal was opened; travels in its private_metadata and is signed by Slack like everything else. */
export const ModalPlace = z.object({
  channel: z.string(),
  threadTs: z.string().exactOptional(),
  /** A message of ours that becomes the answer, and for what end it asks. */
  other: z.object({ of: z.string(), messageTs: z.string() }).exactOptional(),
});
export type ModalPlace = z.input<typeof ModalPlace>;

/** Ids of the modal's inputs: the words, where to answer when that is not known yet, and ends that are picked. */
export const modalInput = {
  callback: "netdiag_ask",
  block: "question",
  action: "text",
  placeBlock: "place",
  placeAction: "conversation",
  fromBlock: "from",
  toBlock: "to",
  otherBlock: "other",
} as const;

const picked = <Id extends string>(action: Id) =>
  z
    .record(z.literal(action), z.object({ selected_option: z.object({ value: z.string() }).nullish() }))
    .transform((fields) => fields[action].selected_option?.value)
    .optional();

/** What was picked is what would have been typed: it is read like it. Of one end alone words say more. */
function asWords(
  { from, to, other }: Readonly<Partial<Record<"from" | "to" | "other", string | undefined>>>,
  typed: string,
): string {
  if (from !== undefined && to !== undefined) return `${from} -> ${to}`;
  return typed.trim() === "" ? (other ?? from ?? to ?? "") : typed;
}

export const Submission = z
  .object({
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    view: z.object({
      id: z.string(),
      private_metadata: z
        .string()
        .transform((text, wrong): unknown => {
          try {
            return JSON.parse(text);
          } catch {
            wrong.addIssue({ code: "custom", message: "is no JSON" });
            return z.NEVER;
          }
        })
        .pipe(ModalPlace),
      state: z.object({
        values: z.object({
          [modalInput.block]: z.object({ [modalInput.action]: z.object({ value: z.string().nullish() }) }),
          [modalInput.placeBlock]: z
            .object({ [modalInput.placeAction]: z.object({ selected_conversation: z.string() }) })
            .exactOptional(),
          [modalInput.fromBlock]: picked(actionIds.formFrom),
          [modalInput.toBlock]: picked(actionIds.formTo),
          [modalInput.otherBlock]: picked(actionIds.formOther),
        }),
      }),
    }),
  })
  .transform((body): Arrived => {
    const { other, ...place } = body.view.private_metadata;
    const { values } = body.view.state;
    const text = asWords(values, values[modalInput.block][modalInput.action].value ?? "");
    const chosen = values[modalInput.placeBlock]?.[modalInput.placeAction].selected_conversation;
    return {
      ...blank,
      ...place,
      ...(chosen === undefined ? {} : { channel: chosen }),
      ...(other === undefined
        ? {}
        : {
            messageTs: other.messageTs,
            words: { kind: "other-end", of: other.of, typed: redact(text) },
          }),
      user: body.user.id,
      text,
      triggerId: body.trigger_id,
      deliveryKey: deliveryKey(body.view.id),
    };
  });
