import { z } from "zod";

/** What came from Slack, the same shape for every entry. Only fields a person's action determines. */
export interface Incoming {
  readonly user: string;
  readonly channel: string;
  /** Root of the thread to answer in; absent when the answer starts a message of its own. */
  readonly threadTs?: string;
  /** The message acted on. */
  readonly messageTs?: string;
  /** Words typed or pasted. */
  readonly text: string;
  /** The value of the button pressed. */
  readonly value: string;
  readonly triggerId: string;
  /** The same for the same delivery, however often it comes. */
  readonly deliveryKey: string;
  /** Slack says that the channel is shared with another organisation. */
  readonly external: boolean;
}

const blank = { text: "", value: "", triggerId: "", external: false };

export const Command = z
  .object({
    user_id: z.string(),
    channel_id: z.string(),
    text: z.string().default(""),
    trigger_id: z.string(),
  })
  .transform((body): Incoming => ({
    ...blank,
    user: body.user_id,
    channel: body.channel_id,
    text: body.text,
    triggerId: body.trigger_id,
    deliveryKey: body.trigger_id,
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
  .transform(({ event_id, is_ext_shared_channel, event }): Incoming => ({
    ...blank,
    user: event.user,
    channel: event.channel,
    threadTs: event.thread_ts ?? event.ts,
    messageTs: event.ts,
    text: event.text,
    deliveryKey: event_id,
    external: is_ext_shared_channel === true,
  }));

/** A new message of a person in a direct conversation; edits, joins and bots have a subtype. */
export const DirectMessage = z
  .object({
    ...envelopeOf,
    event: z.object({ ...eventOf, channel_type: z.literal("im"), subtype: z.undefined().optional() }),
  })
  .transform(({ event_id, event }): Incoming => ({
    ...blank,
    user: event.user,
    channel: event.channel,
    ...(event.thread_ts === undefined ? {} : { threadTs: event.thread_ts }),
    messageTs: event.ts,
    text: event.text,
    deliveryKey: event_id,
  }));

const messageOf = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(""),
});

export const Click = z
  .object({
    user: z.object({ id: z.string() }),
    channel: z.object({ id: z.string() }),
    message: messageOf,
    trigger_id: z.string(),
    actions: z.array(z.object({ value: z.string().default("") })).min(1),
  })
  .transform((body): Incoming => ({
    ...blank,
    user: body.user.id,
    channel: body.channel.id,
    ...(body.message.thread_ts === undefined ? {} : { threadTs: body.message.thread_ts }),
    messageTs: body.message.ts,
    value: body.actions[0]?.value ?? "",
    triggerId: body.trigger_id,
    deliveryKey: body.trigger_id,
  }));

export const Shortcut = z
  .object({
    user: z.object({ id: z.string() }),
    channel: z.object({ id: z.string() }),
    message: messageOf,
    trigger_id: z.string(),
  })
  .transform((body): Incoming => ({
    ...blank,
    user: body.user.id,
    channel: body.channel.id,
    threadTs: body.message.thread_ts ?? body.message.ts,
    messageTs: body.message.ts,
    text: body.message.text,
    triggerId: body.trigger_id,
    deliveryKey: body.trigger_id,
  }));

/** Where the modal was opened; travels in its private_metadata and is signed by Slack like everything else. */
export const ModalPlace = z.object({ channel: z.string(), threadTs: z.string() });

/** Ids of the modal's one input. */
export const modalInput = { callback: "netdiag_ask", block: "question", action: "text" } as const;

export const Submission = z
  .object({
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    view: z.object({
      id: z.string(),
      private_metadata: z
        .string()
        .transform((text): unknown => JSON.parse(text))
        .pipe(ModalPlace),
      state: z.object({
        values: z.object({
          [modalInput.block]: z.object({ [modalInput.action]: z.object({ value: z.string().nullish() }) }),
        }),
      }),
    }),
  })
  .transform((body): Incoming => ({
    ...blank,
    user: body.user.id,
    channel: body.view.private_metadata.channel,
    threadTs: body.view.private_metadata.threadTs,
    text: body.view.state.values[modalInput.block][modalInput.action].value ?? "",
    triggerId: body.trigger_id,
    deliveryKey: body.view.id,
  }));
