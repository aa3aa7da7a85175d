/** The bot's side of captures in memory: what is handed to workers, and who stopped what. */
import type { CaptureDesk } from "../../../src/adapters/slack/capture-desk.ts";
import { captureKey } from "../../../src/adapters/bullmq/same-question.ts";
import type { CaptureAsked } from "../../../src/model/capture-asked.ts";

export interface MemoryCaptures extends CaptureDesk {
  readonly asked: CaptureAsked[];
  readonly stopped: { readonly id: string; readonly by: string }[];
}

export function memoryCaptures(): MemoryCaptures {
  const asked: CaptureAsked[] = [];
  const stopped: MemoryCaptures["stopped"] = [];
  return {
    asked,
    stopped,
    queue: {
      put: (each) => {
        asked.push(each);
        return Promise.resolve();
      },
      stop: (id, by) => {
        stopped.push({ id, by });
        return Promise.resolve();
      },
      now: () => Promise.resolve(asked),
    },
    questionOf: captureKey,
    seconds: 30,
    now: () => Date.parse("2026-11-23T03:05:00.000Z"),
  };
}
