/** What a scenario expects, as a right answer of `test/cases`. */
import type { Culprit, RightAnswer } from "../cases/right-answer.ts";
import type { Pair } from "../cases/judge-pair.ts";
import type { ScenarioPair } from "./pairs.ts";
import type { Expectation } from "./scenario.ts";

export function rightAnswerOf(expected: Expectation): RightAnswer {
  const { verdict, cause, finds, confidence } = expected;
  const culprit: Culprit = {
    ...culpritOf(expected),
    ...(confidence === undefined ? {} : { confidence }),
  };
  const warning: readonly Culprit[] = finds
    ? [
        {
          code: finds.code,
          object: [{ name: /./, ...finds.object }],
          ...(finds.node === undefined ? {} : { node: [finds.node] }),
          ...(finds.confidence === undefined ? {} : { confidence: finds.confidence }),
        },
      ]
    : [];
  return {
    verdict,
    ...(cause === undefined ? {} : { cause: [culprit] }),
    ...(finds ? { tells: [literally(finds.says)] } : {}),
    beside: [...warning, ...besideOf(expected)],
  };
}

/** How sure one can be of two at once depends on what the packets still show. */
export function rightOfPair({ first, second }: ScenarioPair): Pair {
  return {
    first: culpritOf(first.expect),
    second: culpritOf(second.expect),
    beside: [...besideOf(first.expect), ...besideOf(second.expect)],
  };
}

function culpritOf({ cause, object, node }: Expectation): Culprit {
  return {
    ...(cause === undefined ? {} : { code: cause }),
    ...(object ? { object: [{ name: /./, ...object }] } : {}),
    ...(node === undefined ? {} : { node: [node] }),
  };
}

function besideOf({ also = [] }: Expectation): readonly Culprit[] {
  return also.map((code) => ({ code }));
}

function literally(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
}
