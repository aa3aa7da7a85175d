import { setTimeout as delay } from "node:timers/promises";
import type { Dialogue } from "./dialogue.ts";

/** How long a form waits for that before it opens without menus of names, milliseconds: its trigger is good for three seconds. */
const patienceMs = 500;

/** Whether names can be offered: a worker of the version before, or a Redis that lost its data, keeps none. */
export async function namesAreKnown(dialogue: Dialogue, cluster: string): Promise<boolean> {
  const nothing = { typed: "", side: "from", cluster, sees: () => false, longest: 0 } as const;
  const asked = dialogue.suggest(nothing).then(
    (found) => found !== undefined,
    () => false,
  );
  return Promise.race([asked, delay(patienceMs, false, { ref: false })]);
}
