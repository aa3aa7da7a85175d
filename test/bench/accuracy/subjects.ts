/** What is asked about: scenarios and cases in one shape. */
import { reported } from "../../cases/reported/index.ts";
import { suites } from "../../cases/suites/index.ts";
import type { Case } from "../../cases/case.ts";
import type { Asked } from "../../cases/right-answer.ts";
import { scenarios } from "../../scenarios/index.ts";
import { rightAnswerOf } from "../../scenarios/right-answer-of.ts";
import type { Scenario } from "../../scenarios/scenario.ts";

export const sources = ["cases", "suites", "scenarios", "pairs", "healthy", "real"] as const;
export type Source = (typeof sources)[number];

export interface Subject extends Omit<Case, "asked"> {
  readonly source: Source;
  /** Whom netdiag is in the cluster. Default: admin. */
  readonly as?: string;
  readonly asked: readonly (Asked & { readonly askHealthy?: string })[];
}

/** In the order in which they are played. */
export const subjects: readonly Subject[] = [
  ...reported.map((one): Subject => ({ ...one, source: "cases" })),
  ...suites.map((one): Subject => ({ ...one, source: "suites" })),
  ...scenarios.map(fromScenario),
];

function fromScenario(scenario: Scenario): Subject {
  const { name, says, cluster, lab, as, ask, askHealed, expect } = scenario;
  return {
    source: "scenarios",
    id: name,
    says,
    ...(cluster ? { cluster } : {}),
    ...(lab ? { lab } : {}),
    ...(as === undefined ? {} : { as }),
    break: scenario.break,
    heal: scenario.heal,
    asked: [
      {
        ask,
        right: [rightAnswerOf(expect)],
        healthy: "healed",
        ...(askHealed === undefined ? {} : { askHealthy: askHealed }),
      },
    ],
  };
}
