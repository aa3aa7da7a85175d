/** What the goldens of messages after an answer have in common: the answer, and a message as text. */
import type { Report } from "../../../src/model/report.ts";
import type { SlackMessage } from "../../../src/report/slack/blocks.ts";
import type { Asked } from "../../../src/report/slack/status.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import { readable } from "../../demo/show.ts";
import { isJson, type Message } from "../../fake-slack/types.ts";
import { recordedVerdicts } from "../../report/recorded-verdicts.ts";
import { said, type Stage } from "./harness.ts";

export const languages = ["en", "zh"] as const;
type Language = (typeof languages)[number];

export function recorded(name: string, language: Language): Report {
  const report = recordedVerdicts[name];
  if (!report) throw new Error(`no recorded verdict ${name}`);
  return language === "en" ? report : { ...report, question: { ...report.question, language } };
}

/** The answer as it stands in the channel when somebody presses its buttons. */
export function answered(
  { slack, dialogue }: Stage,
  report: Report,
  more: Pick<Asked, "capturing"> = {},
): Message {
  dialogue.reports.set("d-1", report);
  const asked = {
    id: "d-1",
    question: report.question,
    by: "U0MEI",
    cluster: "prod-1",
    applying: "offered",
    ...more,
  } as const;
  const { text, blocks } = drawn(renderVerdict(asked, report));
  return slack.workspace.post({ channel: "C0ONCALL", user: "U0NETDIAG", text, blocks });
}

/** As Slack gets it. */
export function drawn({ text, blocks }: SlackMessage): Pick<Message, "text" | "blocks"> {
  const plain: unknown = JSON.parse(JSON.stringify(blocks));
  return { text, blocks: Array.isArray(plain) ? plain.filter(isJson) : [] };
}

/** One message with its text for screen readers; clocks go on, names of requests are drawn, and a fake Slack has its own address. */
export function text(where: string, message: Pick<Message, "text" | "blocks">): string {
  return clockless(`# ${where}\ntext: ${message.text}\n\n${readable(message)}`)
    .replaceAll(/\b(ch|nc)-[0-9a-f]{12}\b/g, "$1-1")
    .replaceAll(/http:\/\/127[^|>]*\/archives\/[^|>]*/g, "(link)");
}

export function clockless(words: string): string {
  return words.replaceAll(/<!date\^[^>]*>/g, "(time)");
}

export const whispers = ({ slack }: Stage): string[] =>
  slack.workspace.ephemerals.map((each) =>
    text(`to @${slack.workspace.users.get(each.user)?.name ?? ""} alone`, each),
  );
export const thread = ({ slack }: Stage, { ts }: Message): string[] =>
  said(slack)
    .filter(({ threadTs }) => threadTs === ts)
    .map((each) => text("in its thread", each));
export const whole = (parts: readonly string[]): string => `${parts.join("\n\n---\n\n")}\n`;
