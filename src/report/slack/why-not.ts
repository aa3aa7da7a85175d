import type { StaticSelect } from "@slack/types";
import type { Report } from "../../model/report.ts";
import { redactJson } from "../redact.ts";
import { suspectLine, suspectOf, suspectWords } from "../suspects.ts";
import { english, tongueOf, type Tongue } from "../../language/tongue.ts";
import { aboutDiagnosis, actionIds } from "./action-ids.ts";
import { context, menu, message, paragraphs, type SlackMessage } from "./blocks.ts";
import { bold, code, markup } from "./markup.ts";

/** Causes to suspect, those most likely first, as many as fit into `room` characters of JSON. */
export function whyNotMenu(
  id: string,
  { suspects = [] }: Report,
  room: number,
  say: Tongue = english,
): StaticSelect[] {
  const options = suspects.map((suspect) => ({
    label: `${suspect.code} ${say(suspect.title)}`,
    value: aboutDiagnosis(id, suspect.code),
  }));
  const whole = (count: number): StaticSelect[] =>
    menu(say("Why not …? Pick a cause"), actionIds.whyNot, options.slice(0, count));
  let fitting = options.length;
  while (fitting > 0 && JSON.stringify(whole(fitting)).length > room) fitting -= 1;
  return whole(fitting);
}

/** What the evidence says of one cause, for whoever suspected it; undefined where the report tells of no such. */
export function renderWhyNot(
  answer: Report,
  wanted: string,
  say: Tongue = tongueOf(answer.question.language),
): SlackMessage | undefined {
  const report = redactJson(answer);
  const suspect = suspectOf(report, wanted);
  if (!suspect) return undefined;
  const { title, result, says } = suspect;
  const lines = says.map((line) => say(line));
  return message([suspectLine(suspect, say), ...lines].join("\n"), [
    ...paragraphs([
      markup`${code(suspect.code)} ${bold(say(title))}: ${say(suspectWords[result])}`,
      ...lines.map((line) => markup`• ${line}`),
    ]),
    ...context([
      markup`${say("From what was seen when this was asked; nothing new was looked at. Re-check looks again.")}`,
    ]),
  ]);
}
