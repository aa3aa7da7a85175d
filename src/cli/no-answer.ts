import { CouldNotRead } from "../ports.ts";
import { together } from "../language/spacing.ts";
import { english, type Tongue } from "../language/tongue.ts";
import { describeQuestion } from "../question/index.ts";
import { AskBack, NotAllowed, NotFound } from "../resolve/unresolved.ts";
import { pasteable } from "./paste.ts";
import type { Terminal } from "./terminal.ts";
import { EXIT_USAGE } from "./usage.ts";

/**
 * Tells why a question to a cluster has no answer and what the asker can do about it. Resolves to the exit code; throws what
 * is our own bug.
 * @param command how the question is asked again: `why`, `policy`.
 */
export function tellNoAnswer(
  error: unknown,
  command: string,
  terminal: Terminal,
  say: Tongue = english,
): number {
  const sentence = sentenceOf(error, command, say);
  if (sentence === undefined) throw error;
  terminal.complain(sentence);
  return error instanceof CouldNotRead && error.reason !== "kubeconfig" ? 2 : EXIT_USAGE;
}

function sentenceOf(error: unknown, command: string, say: Tongue): string | undefined {
  if (error instanceof AskBack)
    return [
      say(error.sentence),
      ...error.candidates.map(
        ({ label, question }) =>
          `  ${together(say(`${label}:`), pasteable(command, describeQuestion(question)))}`,
      ),
    ].join("\n");
  if (error instanceof NotAllowed) return say(error.sentence);
  if (error instanceof NotFound)
    return error.suggestions.length === 0
      ? say(error.sentence)
      : say(`${error.sentence} Did you mean ${error.suggestions.join(" or ")}?`);
  if (error instanceof CouldNotRead) return say(`I could not look: ${error.message}. Next: ${error.next}`);
  return undefined;
}
