import { setTimeout as delay } from "node:timers/promises";
import type { Dialogue } from "./dialogue.ts";

/** How long a form waits for that before it opens without menus of names, milliseconds: its trigger is good for three seconds. */
const patienceMs = 500;

/** Whether names of one of these can be offered: a worker of the version before, or a Redis that lost its data, keeps none. */
export async function namesAreKnown(dialogue: Dialogue, clusters: readonly string[]): Promise<boolean> {
  const nothing = { typed: "", side: "from", sees: () => false, longest: 0 } as const;
  const asked = Promise.all(
    clusters.map((cluster) =>
      dialogue.suggest({ ...nothing, cluster }).then(
        (found) => found !== undefined,
        () => false,
      ),
    ),
  ).then((known) => known.includes(true));
  return Promise.race([asked, delay(patienceMs, false, { ref: false })]);
}
