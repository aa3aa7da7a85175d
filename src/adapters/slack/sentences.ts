import type { Caps } from "../../ports.ts";
import { section, type SlackMessage, message } from "../../report/slack/blocks.ts";
import { bold, code, Markup, markup } from "../../report/slack/markup.ts";

/** What netdiag says to one person, outside of a diagnosis. */

export function plainSentence(words: string): SlackMessage {
  return message(words, section(markup`${words}`));
}

/** A question that could not be read, with one that can be asked as it stands. */
export function correctedExample(
  refusal: { sentence: string; example: string },
  typed: string,
): SlackMessage {
  const example = `${typed}${refusal.example}`;
  return message(
    `${refusal.sentence} Example: ${example}`,
    section(markup`${refusal.sentence} Example: ${code(example)}`),
  );
}

export const help: SlackMessage = message(
  "Ask why one thing in the cluster cannot reach another: /netdiag A -> B",
  section(
    Markup.join(
      [
        bold("Ask why one thing in the cluster cannot reach another"),
        markup`• ${code("/netdiag ingress-nginx -> productpage")} or with a port: ${code("/netdiag web -> db:5432")}`,
        markup`• Say more where names repeat: ${code("test/productpage")}, ${code("svc/productpage")}, ${code("pod/web-0")}, ${code("node/node1")}`,
        markup`• In a thread slash commands do not work; mention me: ${code("@netdiag web -> db:5432")}`,
        markup`• On a message with a pasted error: message menu → Diagnose this. From anywhere: the shortcut Ask netdiag`,
        markup`• In a direct message just ask.`,
        markup`• ${code("/netdiag status")}: what is open and who works on it. ${code("/netdiag history")}: what was asked lately and how it ended. ${code("/netdiag stop")}: end your own question here. Mentioned or in a direct message: the same words.`,
        markup`• ${code("/netdiag")} alone: a form.`,
        markup`I look at both nodes and send a few packets. I change nothing.`,
      ],
      "\n",
    ),
  ),
);

/** Why Slack would not take the first message, to the person who asked. */
export function cannotPost(code_: string): string {
  switch (code_) {
    case "not_in_channel":
    case "channel_not_found":
      return "I am not in this channel. Invite me with /invite @netdiag and ask again.";
    case "is_archived":
      return "This channel is archived; ask in another one.";
    default:
      return `Slack would not take my message here (${code_}).`;
  }
}

/** Why a question was not taken, to the person who asked. */
export function tooMany({ full, limit }: { readonly full: keyof Caps; readonly limit: number }): string {
  const questions = `${limit} question${limit === 1 ? "" : "s"}`;
  switch (full) {
    case "perPerson":
      return `I did not take this question: you have ${questions} open, and one person may have no more. Ask again when one of them is answered.`;
    case "perChannel":
      return `I did not take this question: this channel has ${questions} open, and Slack lets me answer only about one a second here. Ask again in a minute, or send me a direct message.`;
    case "inAll":
      return `I did not take this question: ${questions} are open in all channels, as many as I take. Ask again in a few minutes.`;
  }
}

export const queueDown =
  "The queue does not answer, so this may not have been taken. Whoever runs netdiag: is Redis up? When nothing comes within a minute, ask again.";

export function failedItself(id: string): string {
  return `netdiag itself failed over this, id ${id}. Its log says why.`;
}

/** To the person whom a delivery names that lies in the queue and was not signed by netdiag. */
export const notBelieved =
  "What the queue said you asked is not believed: its signature does not fit, as after the bot's token or NETDIAG_JOB_KEY changed, or when somebody else writes to Redis. It was not acted on. Ask again.";

/** To the person whose wish cannot be written to the audit log. */
export function notAudited({
  message: why,
  next,
}: {
  readonly message: string;
  readonly next: string;
}): string {
  return `I do nothing that I cannot write down: ${why}. Next: ${next}.`;
}
