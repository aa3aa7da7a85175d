import type { Open, OpenQuestion, Origin, Past, WorkforceNow } from "../../ports.ts";
import { message, paragraphs, type SlackMessage } from "../../report/slack/blocks.ts";
import { bold, channelLink, code, link, Markup, markup, mention, moment } from "../../report/slack/markup.ts";
import { isDirect } from "./spots.ts";

/** What a person is told of questions beside their answers. */

export interface Overview {
  /** The cluster's name for people. */
  readonly cluster: string;
  /** Where it is told. */
  readonly channel: string;
  /** The person's, wherever they asked. */
  readonly own: readonly OpenQuestion[];
  /** Other people's in this channel. */
  readonly others: readonly OpenQuestion[];
  readonly waiting: Open["waiting"];
  readonly workforce: WorkforceNow;
}

/** Of each kind so many are told one by one. */
const shown = 10;

export function renderOpen({ cluster, channel, own, others, waiting, workforce }: Overview): SlackMessage {
  const now = `${workers(workforce)} ${line(waiting)}`;
  const mine = own.length === 0 ? "You have no open question." : `You have ${own.length} open.`;
  return message(`${now} ${mine}`, [
    ...paragraphs([bold(`netdiag in ${cluster}`), markup`${now}`]),
    ...paragraphs([
      bold(own.length === 0 ? "You have no open question" : "Your open questions"),
      ...listed(own, (asked) => where(asked, channel)),
    ]),
    ...(others.length === 0
      ? []
      : paragraphs([
          bold("Others in this channel"),
          ...listed(others, ({ origin }) => markup` · asked by ${mention(origin.user)}`),
        ])),
  ]);
}

export interface PastShown extends Past {
  /** Where the answer stands. */
  readonly url?: string;
}

export interface PastOverview {
  readonly channel: string;
  /** The person's, wherever they asked; other people's in this channel. Newest first. */
  readonly own: readonly PastShown[];
  readonly others: readonly PastShown[];
}

export function renderHistory({ channel, own, others }: PastOverview): SlackMessage {
  const mine = own.length === 0 ? "Nothing is kept of what you asked." : "What you asked lately:";
  const told = own.slice(0, shown).map((past) => `${past.question.text.slice(0, 100)}: ${lineOf(past)}`);
  return message([mine, ...told].join("\n"), [
    ...paragraphs([
      bold(own.length === 0 ? mine : "What you asked lately"),
      ...answered(own, (past) => where(past, channel)),
    ]),
    ...(others.length === 0
      ? []
      : paragraphs([
          bold("What others asked in this channel"),
          ...answered(others, ({ origin }) => markup` · asked by ${mention(origin.user)}`),
        ])),
  ]);
}

/** @param typed what stands before the words here: `/netdiag `. */
export function renderWhichToStop(open: readonly OpenQuestion[], typed: string): SlackMessage {
  const sentence = `You have ${open.length} open questions in this channel. Which one shall I stop?`;
  const ways = open
    .slice(0, shown)
    .map(({ id, question }) => ({ text: question.text, say: `${typed}stop ${id}` }));
  const all = `${typed}stop all`;
  return message(
    `${sentence} ${ways.map(({ text, say }) => `${text.slice(0, 100)}: ${say}`).join("; ")}; all of them: ${all}`,
    paragraphs([
      markup`${sentence}`,
      ...ways.map(({ text, say }) => markup`• ${code(text.slice(0, 150))}: ${code(say)}`),
      markup`• all of them: ${code(all)}`,
    ]),
  );
}

function workers({ workers: count, places }: WorkforceNow): string {
  if (count === 0) return "No worker is running: questions wait until whoever runs netdiag starts one.";
  return `${count} worker${count === 1 ? " runs" : "s run"}, ${places} question${places === 1 ? "" : "s"} at once.`;
}

function line({ count, orMore }: Open["waiting"]): string {
  if (count === 0) return "Nobody waits in the line.";
  return `${count}${orMore ? " or more" : ""} question${count === 1 ? " waits" : "s wait"} in the line.`;
}

function listed(open: readonly OpenQuestion[], more: (asked: OpenQuestion) => Markup): Markup[] {
  const lines = open.slice(0, shown).map((asked) => {
    const state =
      asked.place === undefined ? "being looked at or answered" : `place ${asked.place} in the line`;
    return markup`• ${code(asked.question.text.slice(0, 150))} · ${state}${more(asked)}`;
  });
  return open.length > shown ? [...lines, markup`… and ${open.length - shown} more.`] : lines;
}

function answered(past: readonly PastShown[], more: (past: PastShown) => Markup): Markup[] {
  const lines = past.slice(0, shown).map((each) => {
    const asked = code(each.question.text.slice(0, 150));
    const answer = each.url === undefined ? markup`` : markup` · ${link(each.url, "answer")}`;
    return markup`• ${moment(each.at)} ${asked}${more(each)}${answer}\n    ${lineOf(each)}`;
  });
  return past.length > shown ? [...lines, markup`… and ${past.length - shown} more.`] : lines;
}

function lineOf({ line, about }: Past): string {
  return about === undefined ? "What was seen is not kept any more." : line;
}

/** Where it was asked, when that is not here. */
function where({ origin }: { readonly origin: Origin }, channel: string): Markup {
  if (origin.channel === channel) return markup``;
  return isDirect(origin.channel)
    ? markup` · in a direct message`
    : markup` · in ${channelLink(origin.channel)}`;
}
