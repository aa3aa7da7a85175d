import type { Caps } from "../../ports.ts";
import { together } from "../../language/spacing.ts";
import type { Tongue } from "../../language/tongue.ts";
import { section, type SlackMessage, message } from "../../report/slack/blocks.ts";
import { bold, code, filled, Markup, markup } from "../../report/slack/markup.ts";

/** What netdiag says to one person, outside of a diagnosis. */

export function plainSentence(words: string): (say: Tongue) => SlackMessage {
  return (say) => message(say(words), section(markup`${say(words)}`));
}

/** A question that could not be read, with one that can be asked as it stands. */
export function correctedExample(
  refusal: { sentence: string; example: string },
  typed: string,
): (say: Tongue) => SlackMessage {
  const example = `${typed}${refusal.example}`;
  return (say) => {
    const front = together(say(refusal.sentence), say("Example:"));
    return message(`${front} ${example}`, section(markup`${front} ${code(example)}`));
  };
}

/** @param clusters those that the person may ask about, the one that is asked about where none is named first. */
export function help(clusters: readonly string[]): (say: Tongue) => SlackMessage {
  return (say) => helpIn(clusters, say);
}

function helpIn([here, other]: readonly string[], say: Tongue): SlackMessage {
  const line = (words: string, values: Readonly<Record<string, Markup>> = {}): Markup =>
    Markup.join([markup`• `, filled(say(words), values)], "");
  return message(
    say("Ask why one thing in the cluster cannot reach another: /netdiag A -> B"),
    section(
      Markup.join(
        [
          bold(say("Ask why one thing in the cluster cannot reach another")),
          line("{plain} or with a port: {port}", {
            plain: code("/netdiag ingress-nginx -> productpage"),
            port: code("/netdiag web -> db:5432"),
          }),
          line("Say more where names repeat: {names}", {
            names: Markup.join(
              ["test/productpage", "svc/productpage", "pod/web-0", "node/node1"].map(code),
              ", ",
            ),
          }),
          ...(here === undefined || other === undefined
            ? []
            : [
                line("Without a cluster's name {here} is asked about; another one: {example}", {
                  here: markup`${here}`,
                  example: code(`/netdiag web -> db:5432 --cluster ${other}`),
                }),
              ]),
          line("In a thread slash commands do not work; mention me: {example}", {
            example: code("@netdiag web -> db:5432"),
          }),
          line(
            "On a message with a pasted error: message menu → Diagnose this. From anywhere: the shortcut Ask netdiag",
          ),
          line("In a direct message just ask."),
          line(
            "{status}: what is open and who works on it. {history}: what was asked lately and how it ended. " +
              "{stop}: end your own question here. Mentioned or in a direct message: the same words.",
            {
              status: code("/netdiag status"),
              history: code("/netdiag history"),
              stop: code("/netdiag stop"),
            },
          ),
          line(
            "{watch}, or the button Watch until fixed under an answer: I ask again until it passes, and say in the thread what changes.",
            { watch: code("/netdiag watch web -> db:5432") },
          ),
          line(
            "Where it is allowed, under an answer too: Capture… keeps the headers of the packets between both ends, Apply fix… changes a policy once another person approves it.",
          ),
          line("{form} alone: a form.", { form: code("/netdiag") }),
          markup`${say("I look at both nodes and send a few packets. I change nothing but by an approved Apply fix….")}`,
        ],
        "\n",
      ),
    ),
  );
}

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

/** Why a watch was not begun, to the person who wished it. */
export function tooManyWatches({
  full,
  limit,
}: {
  readonly full: keyof Caps;
  readonly limit: number;
}): string {
  const whose = {
    perPerson: `you have ${limit} running, and one person may have no more`,
    perChannel: `${limit} run in this channel, and one channel may have no more`,
    inAll: `${limit} run in all channels, as many as I keep up`,
  }[full];
  return `I do not watch this: ${whose}. The word status tells which run here, Stop watching under an answer ends one.`;
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
