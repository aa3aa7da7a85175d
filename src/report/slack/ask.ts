import type { Question } from "../../model/question.ts";
import { sentence } from "../words.ts";
import { actionIds } from "./action-ids.ts";
import {
  actions,
  button,
  context,
  lookupMenu,
  menu,
  message,
  questionButton,
  section,
  type SlackMessage,
} from "./blocks.ts";
import { markup, mention } from "./markup.ts";
import { headline, type Asked } from "./status.ts";

/** One way to read an unclear question, and the question it would have been. */
export interface Choice {
  readonly label: string;
  readonly question: Question;
}

/** More than ten buttons are not a question any more. */
const shownChoices = 10;

/** The question asked back, one button per candidate. */
export function renderAskBack(asked: Asked, words: string, choices: readonly Choice[]): SlackMessage {
  const shown = choices.flatMap((choice, index) =>
    questionButton(choice.label, `${actionIds.choose}${index}`, choice.question),
  );
  const hidden = choices.length - Math.min(shown.length, shownChoices);
  const rows = [shown.slice(0, 5), shown.slice(5, shownChoices)];
  return message(`❔ ${words}`, [
    ...section(headline(asked)),
    ...section(markup`❔ ${sentence(words)}`),
    ...rows.flatMap((row) => actions(row)),
    ...context([
      hidden > 0
        ? markup`${hidden} more: name the namespace, for example ${"`A -> namespace/name:port`"}`
        : markup`Asked by ${mention(asked.by)}. Whoever may ask may choose.`,
      ...(asked.id === undefined ? [] : [markup`${asked.id}`]),
    ]),
  ]);
}

export interface AskedForEnd {
  /** Comes back with what is picked. */
  readonly of: string;
  readonly by: string;
  readonly likely: readonly string[];
  /** The cluster's names are known: they are looked up while one types, with the likely ones first. */
  readonly looksUp?: boolean;
}

/** One end was understood; asks for the other. */
export function renderOneEnd(words: string, { of, by, likely, looksUp = false }: AskedForEnd): SlackMessage {
  const pick = "Pick the other end";
  const options = likely.map((end) => ({ label: end, value: endOf(of, end) }));
  return message(`❔ ${words}`, [
    ...section(markup`❔ ${sentence(words)}`),
    ...actions(
      [
        ...(looksUp ? [lookupMenu(pick, actionIds.otherEnd)] : menu(pick, actionIds.otherEnd, options)),
        button("Type it", actionIds.typeOtherEnd, of),
      ],
      of,
    ),
    ...context([markup`Asked by ${mention(by)}. Whoever may ask may choose.`]),
  ]);
}

/** An end that may be picked, as the value of an option: for what asked for it. */
export function endOf(of: string, end: string): string {
  return `${of} ${end}`;
}

/** The diagnosis ended without a verdict; `words` say why and how to go on. */
export function renderFailure(asked: Asked, words: string): SlackMessage {
  return message(`❔ ${words}`, [
    ...section(headline(asked)),
    ...section(markup`❔ ${sentence(words)}`),
    ...actions(questionButton("Try again", `${actionIds.choose}0`, asked.question)),
    ...context(asked.id === undefined ? [] : [markup`${asked.id}`]),
  ]);
}
