/** A capture in Slack: the button with what it will do, how far it is, and how it ended. */
import type { Button, KnownBlock } from "@slack/types";
import { together } from "../../language/spacing.ts";
import { tongueOf, type Tongue } from "../../language/tongue.ts";
import type { CaptureAsked, CaptureEnd, FileKept } from "../../model/capture-asked.ts";
import { pcapngEnding, type CaptureProgress } from "../../model/captured-traffic.ts";
import type { Report } from "../../model/report.ts";
import { trafficWords, type TrafficWords } from "../traffic.ts";
import { sentence } from "../words.ts";
import { aboutDiagnosis, actionIds } from "./action-ids.ts";
import {
  actions,
  button,
  collapsed,
  confirmed,
  context,
  message,
  type Newer,
  paragraphs,
  section,
  type SlackMessage,
} from "./blocks.ts";
import { bold, code, filled, link, Markup, markup, mention, moment } from "./markup.ts";
import { headline, type Asked } from "./status.ts";

/** Under a verdict, where somebody may capture. What it does stands in the dialog before it. */
export function captureButton(
  { id, capturing }: Pick<Asked, "id" | "capturing">,
  report: Report,
  say: Tongue,
): Button[] {
  // A question that came to no pair of addresses has nothing that could be captured.
  if (id === undefined || !capturing || report.flows.length === 0) return [];
  const { seconds, minutes } = capturing;
  const says = together(
    say(`For ${seconds} s, packets between the two ends are captured on their nodes, and a few are sent.`),
    say("Headers alone are kept, nothing of what programs said."),
    say(
      `This thread gets a summary, and a link with which anybody who reads it can fetch the file for ${minutes} min.`,
    ),
  );
  return [
    confirmed(button(say("Capture…"), actionIds.capture, id), {
      title: say("Capture packets?"),
      says,
      yes: say("Capture"),
      no: say("Cancel"),
    }),
  ];
}

/** Of each list of what was seen so many lines are shown; the file has the rest. */
const mostLines = 12;

/** Of a capture in Slack, beside what stands in its job. */
export interface CaptureShown {
  /** To its file; absent where there is none. */
  readonly link?: string;
  /** What is typed first on the machine with the browser, where nothing leads to the bot from outside. */
  readonly forward?: string;
}

/** While it runs: one message in the answer's thread, with Stop. */
export function renderCapturing(asked: CaptureAsked, progress: CaptureProgress): SlackMessage {
  const say = tongueOf(asked.question.language);
  const doing = doingNow(progress, say);
  return message(`📡 ${asked.question.text}: ${doing}`, [
    ...section(markup`${headline(framed(asked), say)}\n📡 ${doing}`),
    ...actions([
      button(say("Stop"), actionIds.stopCapture, aboutDiagnosis(asked.diagnosis, asked.id), "danger"),
    ]),
    ...context([markup`${asked.id}`]),
  ]);
}

/** The first words of that message; they stay true where no edit reaches it any more. */
export function renderCaptureBegun(asked: CaptureAsked): SlackMessage {
  const say = tongueOf(asked.question.language);
  const doing = say(
    "Packets are captured. What was seen takes the place of this message, or comes in one of its own.",
  );
  return message(`📡 ${asked.question.text}: ${doing}`, [
    ...section(markup`${headline(framed(asked), say)}\n📡 ${doing}`),
    ...actions([
      button(say("Stop"), actionIds.stopCapture, aboutDiagnosis(asked.diagnosis, asked.id), "danger"),
    ]),
    ...context([markup`${asked.id}`]),
  ]);
}

/** What that message becomes: what was seen, and where its file is; or why there is nothing to tell. */
export function renderCaptureEnd(asked: CaptureAsked, end: CaptureEnd, shown: CaptureShown): SlackMessage {
  const say = tongueOf(asked.question.language);
  if (end.kind === "none") {
    const words = say(sentence(end.sentence));
    return message(`📡 ${asked.question.text}: ${words}`, [
      ...section(markup`${headline(framed(asked), say)}\n${words}`),
      ...context([markup`${asked.id}`]),
    ]);
  }
  const words = trafficWords(end.traffic, say);
  const isThere = shown.link === undefined ? [] : [say("Its file is behind the link in this message.")];
  return message(`📡 ${together(words.headline, ...isThere)}`, [
    ...section(markup`${headline(framed(asked), say)}\n📡 ${words.headline}`),
    ...section(
      Markup.join(
        words.notes.map((note) => markup`${note}`),
        "\n",
      ),
    ),
    ...trafficTold(words),
    ...(end.stoppedBy === undefined
      ? []
      : section(filled(say("Stopped by {who}."), { who: mention(end.stoppedBy) }))),
    ...fileTold(asked, end.file, shown, say),
    ...context([markup`${asked.id}`]),
  ]);
}

function framed({ question, by, cluster }: CaptureAsked): Asked {
  return { question, by: by.user, cluster };
}

function doingNow(progress: CaptureProgress, say: Tongue): string {
  switch (progress.stage) {
    case "resolving":
      return say("looking up the names …");
    case "looking":
      return say("opening a shell on the nodes …");
    case "watching":
      return say(
        `capturing on ${progress.nodes.join(", ")}: ${progress.seconds} of ${progress.ofSeconds} s …`,
      );
    case "reading":
      return say("reading what was captured …");
  }
}

function fileTold(
  { id }: CaptureAsked,
  file: FileKept,
  { link: url, forward }: CaptureShown,
  say: Tongue,
): KnownBlock[] {
  if (file.kind !== "kept") return section(markup`${say(whyNoFile(file))}`);
  if (url === undefined)
    return section(
      markup`${say("The file is not kept any more: its time is over, or Redis lost it. Press Capture again.")}`,
    );
  const where = filled(say(`The file, headers alone, ${size(file.bytes)}, until {until}: {link}`), {
    until: moment(file.until),
    link: link(url, `netdiag-${id}${pcapngEnding}`),
  });
  const fetched = Markup.join([where, markup`${say("Whoever has the link can fetch it.")}`], "\n");
  if (forward === undefined) return section(fetched);
  const first = filled(say("First, on the machine with your browser: {command}"), { command: code(forward) });
  return section(Markup.join([fetched, first], "\n"));
}

function whyNoFile(file: Exclude<FileKept, { kind: "kept" }>): string {
  switch (file.kind) {
    case "nothing-in-it":
      return "No packet was captured, so there is no file.";
    case "too-large":
      return `The file is not kept: ${size(file.bytes)} is more than fits. Capture a question with a port, or for one pod.`;
    case "not-kept":
      return "The file could not be kept: Redis did not take it. Press Capture again.";
    case "not-served":
      return "There is no file to fetch: whoever runs netdiag can set NETDIAG_CAPTURE_PORT.";
  }
}

/** `812 B`, `12 KiB`. */
function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.ceil(bytes / 1024)} KiB`;
}

/** Who talked to whom stands open, the longer lists behind their titles. */
function trafficTold({ sections }: TrafficWords): (KnownBlock | Newer)[] {
  return sections.flatMap(({ title, lines }, index) => {
    const shown = lines.slice(0, mostLines).map((line) => markup`• ${line}`);
    const more = lines.length > mostLines ? [markup`• … ${lines.length - mostLines}`] : [];
    const told = paragraphs([...shown, ...more]);
    return index === 0 ? [...section(bold(title)), ...told] : collapsed(title, told);
  });
}
