import type { Question } from "../../model/question.ts";
import { redact } from "../redact.ts";
import { sentence } from "../words.ts";
import { english, tongueOf, type Tongue } from "../../language/tongue.ts";
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
import { filled, markup, mention, type Markup } from "./markup.ts";
import { headline, type Asked } from "./status.ts";

/** One way to read an unclear question, and the question it would have been. */
export interface Choice {
  readonly label: string;
  readonly question: Question;
}

/** More than ten buttons are not a question any more. */
const shownChoices = 10;

/** The question asked back, one button per candidate. */
export function renderAskBack(
  asked: Asked,
  words: string,
  choices: readonly Choice[],
  say: Tongue = tongueOf(asked.question.language),
): SlackMessage {
  const told = redact(words);
  const shown = choices.flatMap((choice, index) =>
    questionButton(say(redact(choice.label)), `${actionIds.choose}${index}`, choice.question),
  );
  const hidden = choices.length - Math.min(shown.length, shownChoices);
  const rows = [shown.slice(0, 5), shown.slice(5, shownChoices)];
  return message(`❔ ${say(told)}`, [
    ...section(headline(asked, say)),
    ...section(markup`❔ ${say(sentence(told))}`),
    ...rows.flatMap((row) => actions(row)),
    ...context([
      hidden > 0
        ? markup`${say(`${hidden} more: name the namespace, for example \`A -> namespace/name:port\``)}`
        : whoMayChoose(asked, say),
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
export function renderOneEnd(
  words: string,
  { of, by, likely, looksUp = false }: AskedForEnd,
  say: Tongue = english,
): SlackMessage {
  const told = redact(words);
  const pick = say("Pick the other end");
  const options = likely.map((end) => ({ label: end, value: endOf(of, end) }));
  return message(`❔ ${say(told)}`, [
    ...section(markup`❔ ${say(sentence(told))}`),
    ...actions(
      [
        ...(looksUp ? [lookupMenu(pick, actionIds.otherEnd)] : menu(pick, actionIds.otherEnd, options)),
        button(say("Type it"), actionIds.typeOtherEnd, of),
      ],
      of,
    ),
    ...context([whoMayChoose({ by }, say)]),
  ]);
}

/** An end that may be picked, as the value of an option: for what asked for it. */
export function endOf(of: string, end: string): string {
  return `${of} ${end}`;
}

function whoMayChoose({ by }: Pick<Asked, "by">, say: Tongue): Markup {
  return filled(say("Asked by {who}. Whoever may ask may choose."), { who: mention(by) });
}

/** The diagnosis ended without a verdict; `words` say why and how to go on. */
export function renderFailure(
  asked: Asked,
  words: string,
  say: Tongue = tongueOf(asked.question.language),
): SlackMessage {
  const told = redact(words);
  return message(`❔ ${say(told)}`, [
    ...section(headline(asked, say)),
    ...section(markup`❔ ${say(sentence(told))}`),
    ...actions(questionButton(say("Try again"), `${actionIds.choose}0`, asked.question)),
    ...context(asked.id === undefined ? [] : [markup`${asked.id}`]),
  ]);
}
