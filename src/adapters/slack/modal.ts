import type { WebClient } from "@slack/web-api";
import { section } from "../../report/slack/blocks.ts";
import { markup } from "../../report/slack/markup.ts";
import type { Whisper } from "./desk.ts";
import { modalInput, type Incoming, type ModalPlace } from "./incoming.ts";
import { correctedExample, help } from "./sentences.ts";
import { refusalOf } from "./slack-trouble.ts";

/** Asks for the question when there is none yet. A trigger is good for three seconds. */
export async function openModal(
  client: WebClient,
  from: Incoming,
  triggerId: string,
  whisper: Whisper,
): Promise<void> {
  const threadTs = from.threadTs ?? from.messageTs;
  const place: ModalPlace = { channel: from.channel, ...(threadTs === undefined ? {} : { threadTs }) };
  const refusal = from.words?.kind === "unread" ? from.words : { sentence: "", example: "web -> db:5432" };
  try {
    await client.views.open({
      trigger_id: triggerId,
      view: {
        type: "modal",
        callback_id: modalInput.callback,
        private_metadata: JSON.stringify(place),
        title: { type: "plain_text", text: from.messageTs === undefined ? "netdiag" : "Diagnose this" },
        submit: { type: "plain_text", text: "Diagnose" },
        blocks: [
          ...section(markup`${refusal.sentence}`),
          {
            type: "input",
            block_id: modalInput.block,
            label: { type: "plain_text", text: "Who cannot reach whom?" },
            element: {
              type: "plain_text_input",
              action_id: modalInput.action,
              placeholder: { type: "plain_text", text: refusal.example.slice(0, 150) },
            },
          },
        ],
      },
    });
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
    await whisper(refusal.sentence === "" ? help : correctedExample(refusal, "@netdiag "));
  }
}
