/** Threads of which some tasks never end, or need all the memory there is. */
import { partsOn } from "../../../src/adapters/threads/board.ts";
import type { ThreadTasks } from "../../../src/adapters/threads/threads.ts";
import { OwnFaults } from "../../../src/model/own-faults.ts";

export const conclude = ({ bundle, ...watched }: Parameters<ThreadTasks["conclude"]>[0]): unknown => {
  const { question } = bundle;
  const own = new OwnFaults(partsOn(watched));
  const part = (what: string, never: boolean): string =>
    own.orElse(
      what,
      (reason) => reason,
      () => {
        if (never) for (;;);
        return `${what}: told`;
      },
    );
  if (question.text.startsWith("parts that never end: ")) {
    const never = question.text.split(": ")[1]?.split(", ") ?? [];
    return ["judge ND410", "judge ND411", "judge ND412", "judge ND413"].map((what) =>
      part(what, never.includes(what)),
    );
  }
  if (question.text === "never ends") for (;;);
  if (question.text === "all memory") {
    const all: unknown[] = [];
    for (;;) all.push(Array.from({ length: 1_000_000 }, (_, at) => ({ at })));
  }
  if (question.text === "own fault") throw new Error("no such hop");
  return question.text;
};
