/** Asks clusters in which nothing is broken: anything but reachable without a finding is wrong. */
import type { HealthyCluster } from "../../cases/healthy/index.ts";
import { judgeAnswer } from "../../cases/judge-answer.ts";
import { reachable } from "../../cases/right-answer.ts";
import type { Backend } from "../../lab/network/network.ts";
import { perform } from "../../scenarios/run.ts";
import { askBounded } from "./ask-bounded.ts";
import { onLab } from "./healthy.ts";
import { saidOf, type Played, type Row } from "./play.ts";

export async function playHealthy(
  { id, acts = [], asked, ...own }: HealthyCluster,
  backend: Backend,
): Promise<Played> {
  const rows: Row[] = [];
  try {
    await onLab(own, backend, async (lab) => {
      for (const act of acts) await perform(act, lab);
      await lab.api.settled();
      for (const ask of asked) {
        const { answer, milliseconds } = await askBounded(lab, ask);
        rows.push({
          source: "healthy",
          id,
          backend,
          ask,
          healthy: true,
          milliseconds,
          ...judgeAnswer(answer, [reachable()]),
          said: saidOf(answer),
          answer,
        });
      }
    });
    return { rows };
  } catch (error) {
    return { rows, failure: error instanceof Error ? error.message : String(error) };
  }
}
