import { message, section, type SlackMessage } from "./blocks.ts";
import { tongueOf, type Tongue } from "../../language/tongue.ts";
import { markup } from "./markup.ts";
import { headline, type Asked } from "./status.ts";

/**
 * The first words of an answer. They stay true for ever: when Slack loses its answer to them, nobody can edit this
 * message any more, and the verdict stands in another one.
 */
export function renderHeard(asked: Asked, say: Tongue = tongueOf(asked.question.language)): SlackMessage {
  return message(`⏳ ${asked.question.text}: ${say("question received")}`, [
    ...section(headline(asked, say)),
    ...section(
      markup`⏳ ${say("Got your question. The answer will replace this message, or come as a new one.")}`,
    ),
  ]);
}
