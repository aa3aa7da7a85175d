/** Threads of which some tasks never end, or need all the memory there is. */
import type { ThreadTasks } from "../../../src/adapters/threads/threads.ts";

export const conclude = ({ question }: Parameters<ThreadTasks["conclude"]>[0]): unknown => {
  if (question.text === "never ends") for (;;);
  if (question.text === "all memory") {
    const all: unknown[] = [];
    for (;;) all.push(Array.from({ length: 1_000_000 }, (_, at) => ({ at })));
  }
  if (question.text === "own fault") throw new Error("no such hop");
  return question.text;
};
