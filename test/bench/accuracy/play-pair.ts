/** Plays two faults at once on a lab of their own: asked while both are there, and again when the first is mended. */
import { judgeAnswer } from "../../cases/judge-answer.ts";
import { judgePair } from "../../cases/judge-pair.ts";
import type { Lab } from "../../lab/lab.ts";
import type { Backend } from "../../lab/network/network.ts";
import type { ScenarioPair } from "../../scenarios/pairs.ts";
import { rightAnswerOf, rightOfPair } from "../../scenarios/right-answer-of.ts";
import { perform } from "../../scenarios/run.ts";
import type { Act } from "../../scenarios/scenario.ts";
import { askBounded } from "./ask-bounded.ts";
import { onLab } from "./healthy.ts";
import { saidOf, type Played, type Row } from "./play.ts";

export async function playPair(pair: ScenarioPair, backend: Backend): Promise<Played> {
  const { name, first, second, ask } = pair;
  const rows: Row[] = [];
  const asked = async (lab: Lab, mended: boolean): Promise<void> => {
    const { answer, milliseconds } = await askBounded(lab, ask, first.as);
    rows.push({
      source: "pairs",
      id: name,
      backend,
      ask,
      healthy: false,
      ...(mended ? { firstMended: true } : {}),
      milliseconds,
      ...judgedPair(answer, pair, mended),
      said: saidOf(answer),
      answer,
    });
  };
  try {
    await onLab(first, backend, async (lab) => {
      await performAll([...first.break, ...second.break], lab);
      await asked(lab, false);
      await performAll(first.heal, lab);
      await asked(lab, true);
    });
    return { rows };
  } catch (error) {
    return { rows, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Both are there, or only the second is left. */
export function judgedPair(
  answer: Row["answer"],
  pair: ScenarioPair,
  firstMended: boolean,
): Pick<Row, "grade" | "why"> {
  return firstMended
    ? judgeAnswer(answer, [rightAnswerOf(pair.second.expect)])
    : judgePair(answer, rightOfPair(pair));
}

async function performAll(acts: readonly Act[], lab: Lab): Promise<void> {
  for (const act of acts) await perform(act, lab);
  await lab.api.settled();
}
