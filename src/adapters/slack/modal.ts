import type { InputBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { anywhere } from "../../access/rule.ts";
import { section } from "../../report/slack/blocks.ts";
import { markup } from "../../report/slack/markup.ts";
import type { Whisper } from "./desk.ts";
import { modalInput, type Incoming, type ModalPlace } from "./incoming.ts";
import { correctedExample, help } from "./sentences.ts";
import { refusalOf } from "./slack-trouble.ts";

/** A form of one line. */
export interface Form {
  readonly title: string;
  /** Above the line; empty: nothing. */
  readonly sentence: string;
  readonly label: string;
  readonly example: string;
  readonly place: ModalPlace;
}

/** Asks for the whole question; with what could not be read of what was typed or clicked on. */
export function questionForm({ channel, threadTs, messageTs, words }: Incoming): Form {
  const thread = threadTs ?? messageTs;
  const { sentence, example } =
    words?.kind === "unread" ? words : { sentence: "", example: "web -> db:5432" };
  return {
    title: messageTs === undefined ? "netdiag" : "Diagnose this",
    sentence,
    label: "Who cannot reach whom?",
    example,
    place: { channel, ...(thread === undefined ? {} : { threadTs: thread }) },
  };
}

/** Asks for the other end; the message whose button was pressed becomes the answer. */
export function otherEndForm({ channel, threadTs, messageTs, value }: Incoming): Form {
  return {
    title: "The other end",
    sentence: "",
    label: "A Service, workload, pod, node, host or address",
    example: "shop/web:8080",
    place: {
      channel,
      ...(threadTs === undefined ? {} : { threadTs }),
      ...(messageTs === undefined ? {} : { other: { of: value, messageTs } }),
    },
  };
}

/** The conversation in which the shortcut was used, unless another is picked. */
const whereToAnswer: InputBlock = {
  type: "input",
  block_id: modalInput.placeBlock,
  label: {
    type: "plain_text",
    text: "Where shall I answer? A channel that I am in, or our direct messages.",
  },
  element: {
    type: "conversations_select",
    action_id: modalInput.placeAction,
    default_to_current_conversation: true,
    filter: { include: ["public", "private", "im"], exclude_external_shared_channels: true },
  },
};

/** A trigger is good for three seconds. */
export async function openForm(
  client: WebClient,
  { title, sentence, label, example, place }: Form,
  triggerId: string,
  whisper: Whisper,
): Promise<void> {
  try {
    await client.views.open({
      trigger_id: triggerId,
      view: {
        type: "modal",
        callback_id: modalInput.callback,
        private_metadata: JSON.stringify(place),
        title: { type: "plain_text", text: title },
        submit: { type: "plain_text", text: "Diagnose" },
        blocks: [
          ...section(markup`${sentence}`),
          {
            type: "input",
            block_id: modalInput.block,
            label: { type: "plain_text", text: label },
            element: {
              type: "plain_text_input",
              action_id: modalInput.action,
              placeholder: { type: "plain_text", text: example.slice(0, 150) },
            },
          },
          ...(place.channel === anywhere ? [whereToAnswer] : []),
        ],
      },
    });
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
    await whisper(sentence === "" ? help : correctedExample({ sentence, example }, "@netdiag "));
  }
}
