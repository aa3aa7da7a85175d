import type { CaptureAsked } from "../../model/capture-asked.ts";
import type { Open, OpenQuestion, Origin, Past, Watch, WorkforceNow } from "../../ports.ts";
import { message, paragraphs, type SlackMessage } from "../../report/slack/blocks.ts";
import {
  bold,
  channelLink,
  clock,
  code,
  filled,
  link,
  Markup,
  markup,
  mention,
  moment,
} from "../../report/slack/markup.ts";
import type { Tongue } from "../../language/tongue.ts";
import { together } from "../../language/spacing.ts";
import { isDirect } from "./spots.ts";

/** What a person is told of questions beside their answers. */

/** Who works in a cluster. */
export interface WorkIn {
  /** Absent where it is not to be told. */
  readonly name?: string;
  readonly workforce: WorkforceNow;
}

export interface Overview {
  /** Those that the person may ask about. */
  readonly clusters: readonly WorkIn[];
  /** Where it is told. */
  readonly channel: string;
  /** The person's, wherever they asked. */
  readonly own: readonly OpenQuestion[];
  /** Other people's in this channel. */
  readonly others: readonly OpenQuestion[];
  readonly waiting: Open["waiting"];
  /** What is watched by the person anywhere, and by anybody in this channel. */
  readonly watched: readonly Watch[];
  /** Captures that wait or run, of the person anywhere, and of anybody in this channel. */
  readonly captured: readonly CaptureAsked[];
}

/** Of each kind so many are told one by one. */
const shown = 10;

export function renderOpen(
  { clusters, channel, own, others, waiting, watched, captured }: Overview,
  say: Tongue,
): SlackMessage {
  const work = clusters.map(({ name, workforce }) =>
    clusters.length === 1 || name === undefined
      ? say(workers(workforce))
      : `${name}: ${say(workers(workforce))}`,
  );
  const now = together(...work, say(line(waiting)));
  const names = namesOf(clusters).join(", ");
  const mine = own.length === 0 ? "You have no open question." : `You have ${own.length} open.`;
  return message(together(now, say(mine)), [
    ...paragraphs([bold(names === "" ? "netdiag" : say(`netdiag in ${names}`)), markup`${now}`]),
    ...paragraphs([
      bold(say(own.length === 0 ? "You have no open question" : "Your open questions")),
      ...listed(own, say, (asked) => where(asked, channel, say)),
    ]),
    ...(others.length === 0
      ? []
      : paragraphs([
          bold(say("Others in this channel")),
          ...listed(others, say, ({ origin }) => by(origin, say)),
        ])),
    ...(watched.length === 0
      ? []
      : paragraphs([bold(say("Watched until fixed")), ...watches(watched, channel, say)])),
    ...(captured.length === 0
      ? []
      : paragraphs([bold(say("Captured now")), ...captures(captured, channel, say)])),
  ]);
}

export function namesOf(clusters: readonly WorkIn[]): readonly string[] {
  return clusters.flatMap(({ name }) => name ?? []);
}

function watches(watched: readonly Watch[], channel: string, say: Tongue): Markup[] {
  const lines = watched.slice(0, shown).map(({ id, question, origin, until, state }) => {
    const times = { until: clock(until), next: clock(state.nextAt), who: mention(origin.user) };
    const now = filled(say("until {until}, next look {next}, begun by {who}"), times);
    return markup`• ${code(question.text.slice(0, 150))} · ${now} · ${code(id)}${where({ origin }, channel, say)}`;
  });
  return watched.length > shown ? [...lines, markup`${say(`… and ${watched.length - shown} more.`)}`] : lines;
}

function captures(captured: readonly CaptureAsked[], channel: string, say: Tongue): Markup[] {
  const lines = captured.slice(0, shown).map(({ id, question, by: who, askedAt, seconds }) => {
    const words = say(`for ${seconds} s, asked for at {at} by {who}`);
    const now = filled(words, { at: clock(askedAt), who: mention(who.user) });
    return markup`• ${code(question.text.slice(0, 150))}${inCluster({ question })} · ${now} · ${code(id)}${where({ origin: who }, channel, say)}`;
  });
  return captured.length > shown
    ? [...lines, markup`${say(`… and ${captured.length - shown} more.`)}`]
    : lines;
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

export function renderHistory({ channel, own, others }: PastOverview, say: Tongue): SlackMessage {
  const mine = own.length === 0 ? "Nothing is kept of what you asked." : "What you asked lately:";
  const told = own.slice(0, shown).map((past) => `${past.question.text.slice(0, 100)}: ${say(lineOf(past))}`);
  return message([say(mine), ...told].join("\n"), [
    ...paragraphs([
      bold(say(own.length === 0 ? mine : "What you asked lately")),
      ...answered(own, say, (past) => where(past, channel, say)),
    ]),
    ...(others.length === 0
      ? []
      : paragraphs([
          bold(say("What others asked in this channel")),
          ...answered(others, say, ({ origin }) => by(origin, say)),
        ])),
  ]);
}

/** @param typed what stands before the words here: `/netdiag `. */
export function renderWhichToStop(
  open: readonly Pick<OpenQuestion, "id" | "question">[],
  typed: string,
  say: Tongue,
): SlackMessage {
  const sentence = say(`You have ${kindsOf(open)} in this channel. Which one shall I stop?`);
  const ofAll = say("all of them:");
  const ways = open
    .slice(0, shown)
    .map(({ id, question }) => ({ text: question.text, way: `${typed}stop ${id}` }));
  const all = `${typed}stop all`;
  return message(
    `${sentence} ${ways.map(({ text, way }) => `${text.slice(0, 100)}: ${way}`).join("; ")}; ${ofAll} ${all}`,
    paragraphs([
      markup`${sentence}`,
      ...ways.map(({ text, way }) => markup`• ${code(text.slice(0, 150))}: ${code(way)}`),
      markup`• ${ofAll} ${code(all)}`,
    ]),
  );
}

/** `3 watches`; what they are is told by how their names begin. */
function kindsOf(open: readonly Pick<OpenQuestion, "id">[]): string {
  const [captured, watched] = ["nc-", "nw-"].map(
    (begins) => open.filter(({ id }) => id.startsWith(begins)).length,
  );
  const count = open.length;
  if (captured === count) return `${count} captures`;
  if (captured !== 0) return `${count} questions, watches or captures`;
  if (watched === count) return `${count} watches`;
  return watched === 0 ? `${count} open questions` : `${count} open questions and watches`;
}

function workers({ workers: count, places }: WorkforceNow): string {
  if (count === 0) return "No worker is running: questions wait until whoever runs netdiag starts one.";
  return `${count} worker${count === 1 ? " runs" : "s run"}, ${places} question${places === 1 ? "" : "s"} at once.`;
}

function line({ count, orMore }: Open["waiting"]): string {
  if (count === 0) return "Nobody waits in the line.";
  return `${count}${orMore ? " or more" : ""} question${count === 1 ? " waits" : "s wait"} in the line.`;
}

function listed(open: readonly OpenQuestion[], say: Tongue, more: (asked: OpenQuestion) => Markup): Markup[] {
  const lines = open.slice(0, shown).map((asked) => {
    const state =
      asked.place === undefined ? "being looked at or answered" : `place ${asked.place} in the line`;
    return markup`• ${code(asked.question.text.slice(0, 150))}${inCluster(asked)} · ${say(state)}${more(asked)}`;
  });
  return open.length > shown ? [...lines, markup`${say(`… and ${open.length - shown} more.`)}`] : lines;
}

function answered(past: readonly PastShown[], say: Tongue, more: (past: PastShown) => Markup): Markup[] {
  const lines = past.slice(0, shown).map((each) => {
    const asked = code(each.question.text.slice(0, 150));
    const answer = each.url === undefined ? markup`` : markup` · ${link(each.url, say("answer"))}`;
    return markup`• ${moment(each.at)} ${asked}${inCluster(each)}${more(each)}${answer}\n    ${say(lineOf(each))}`;
  });
  return past.length > shown ? [...lines, markup`${say(`… and ${past.length - shown} more.`)}`] : lines;
}

/** Where there are several. */
function inCluster({ question: { cluster } }: Pick<OpenQuestion, "question">): Markup {
  return cluster === undefined ? markup`` : markup` · ${cluster}`;
}

function lineOf({ line, about }: Past): string {
  return about === undefined ? "What was seen is not kept any more." : line;
}

/** Where it was asked, when that is not here. */
function where(
  { origin }: { readonly origin: Pick<Origin, "channel"> },
  channel: string,
  say: Tongue,
): Markup {
  if (origin.channel === channel) return markup``;
  return isDirect(origin.channel)
    ? markup` · ${say("in a direct message")}`
    : markup` · ${filled(say("in {channel}"), { channel: channelLink(origin.channel) })}`;
}

function by({ user }: Origin, say: Tongue): Markup {
  return markup` · ${filled(say("asked by {who}"), { who: mention(user) })}`;
}
