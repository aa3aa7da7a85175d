import type { InputBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { anywhere } from "../../access/rule.ts";
import { actionIds } from "../../report/slack/action-ids.ts";
import { lookupMenu, section } from "../../report/slack/blocks.ts";
import { markup } from "../../report/slack/markup.ts";
import type { Whisper } from "./desk.ts";
import type { Tongue } from "../../language/tongue.ts";
import { modalInput, type Incoming, type ModalPlace } from "./incoming.ts";
import { correctedExample, help } from "./sentences.ts";
import { refusalOf } from "./slack-trouble.ts";

/** A form of one line; where names of the cluster are known, with menus of them. */
export interface Form {
  readonly title: string;
  readonly menus: readonly Menu[];
  /** Above the line; empty: nothing. */
  readonly sentence: string;
  readonly label: string;
  readonly example: string;
  readonly place: ModalPlace;
}

/** Names are looked up in it while one types. */
interface Menu {
  readonly block: string;
  readonly action: string;
  readonly label: string;
  readonly example: string;
  /** Below it: what may be typed. */
  readonly hint: string;
}

/** One menu for each end, not three: nobody has to know which of its parts they remember before they type. */
const hints = {
  from: "Type a namespace or a name, or a part of it: shop, web, shop/web.",
  to: "Type a namespace, a name or a port, or a part of it: shop, shop/web, shop/web:80, web:http, 8080.",
};

const fromMenu: Menu = {
  block: modalInput.fromBlock,
  action: actionIds.formFrom,
  label: "Who calls?",
  example: "namespace/name",
  hint: hints.from,
};
const toMenu: Menu = {
  block: modalInput.toBlock,
  action: actionIds.formTo,
  label: "Whom?",
  example: "namespace/name:port",
  hint: hints.to,
};

/** Asks for the whole question; with what could not be read of what was typed or clicked on. */
export function questionForm({ channel, threadTs, messageTs, words }: Incoming): Form {
  const thread = threadTs ?? messageTs;
  const { sentence, example } =
    words?.kind === "unread" ? words : { sentence: "", example: "web -> db:5432" };
  return {
    title: messageTs === undefined ? "netdiag" : "Diagnose this",
    menus: [fromMenu, toMenu],
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
    menus: [
      {
        block: modalInput.otherBlock,
        action: actionIds.formOther,
        label: "The other end",
        example: "namespace/name:port",
        hint: hints.to,
      },
    ],
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
const whereToAnswer = (say: Tongue): InputBlock => ({
  type: "input",
  block_id: modalInput.placeBlock,
  label: {
    type: "plain_text",
    text: say("Where shall I answer? A channel that I am in, or our direct messages."),
  },
  element: {
    type: "conversations_select",
    action_id: modalInput.placeAction,
    default_to_current_conversation: true,
    filter: { include: ["public", "private", "im"], exclude_external_shared_channels: true },
  },
});

function menuInput({ block, action, label, example, hint }: Menu, say: Tongue): InputBlock {
  return {
    type: "input",
    block_id: block,
    optional: true,
    label: { type: "plain_text", text: say(label) },
    hint: { type: "plain_text", text: say(hint) },
    element: lookupMenu(say(example), action),
  };
}

export interface Opening {
  /** Good for three seconds. */
  readonly triggerId: string;
  /** Whether those of the cluster can be looked up. */
  readonly names: boolean;
  readonly whisper: Whisper;
  readonly say: Tongue;
}

/** Where Slack does not open it, that is said in words. */
export async function openForm(
  client: { readonly views: Pick<WebClient["views"], "open"> },
  { title, menus, sentence, label, example, place }: Form,
  { triggerId, names, whisper, say }: Opening,
): Promise<void> {
  const worded = names ? `Or in words: ${label.slice(0, 1).toLowerCase()}${label.slice(1)}` : label;
  try {
    await client.views.open({
      trigger_id: triggerId,
      view: {
        type: "modal",
        callback_id: modalInput.callback,
        private_metadata: JSON.stringify(place),
        title: { type: "plain_text", text: say(title) },
        submit: { type: "plain_text", text: say("Diagnose") },
        blocks: [
          ...section(markup`${say(sentence)}`),
          ...(names ? menus.map((menu) => menuInput(menu, say)) : []),
          {
            type: "input",
            block_id: modalInput.block,
            optional: names,
            label: { type: "plain_text", text: say(worded) },
            element: {
              type: "plain_text_input",
              action_id: modalInput.action,
              placeholder: { type: "plain_text", text: example.slice(0, 150) },
            },
          },
          ...(place.channel === anywhere ? [whereToAnswer(say)] : []),
        ],
      },
    });
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
    await whisper(sentence === "" ? help([]) : correctedExample({ sentence, example }, "@netdiag "));
  }
}
