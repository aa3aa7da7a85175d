import { expect, test } from "vitest";
import { LookPlaces } from "../../../src/adapters/bullmq/look-places.ts";
import type { DiagnosisJob } from "../../../src/adapters/bullmq/worker.ts";
import { Interrupted, type Ending, type InLine } from "../../../src/ports.ts";
import { ask } from "./question.ts";

const { question, origin } = ask();
const waiting = (watch?: string): InLine => ({
  id: "nd-1",
  question,
  origins: [{ ...origin, ...(watch !== undefined && { watch }) }],
  place: 1,
  waitedMs: 0,
});
const job: DiagnosisJob = {
  id: "nd-2",
  question,
  origin: { ...origin, watch: "nw-1" },
  attempt: 1,
  signal: new AbortController().signal,
  askers: () => [{ id: "nd-2", question, origin }],
  mayShow: () => Promise.resolve(true),
};
const ended: Ending = { kind: "failed", sentence: "No." };

function scene(places: number) {
  const state = { line: [] as InLine[], running: 1 };
  const looked: string[] = [];
  const places_ = new LookPlaces({
    line: { waiting: () => Promise.resolve(state.line) },
    places,
    running: () => state.running,
    onLooked: (watch) => {
      looked.push(watch);
      return Promise.resolve();
    },
    onError: (error) => {
      throw error;
    },
    everyMs: 10,
  });
  return { state, looked, places: places_ };
}

test("a look begins where nobody's question waits; other looks that wait keep it from nothing", async () => {
  const { state, places } = scene(8);
  expect(await places.begin()).toBe(0);
  state.line = [waiting("nw-2")];
  expect(await places.begin()).toBe(0);
  state.line = [waiting("nw-2"), waiting()];
  expect(await places.begin()).toBeGreaterThan(0);
});

test("looks take a quarter of a worker, and one place at least", async () => {
  for (const [places, most] of [
    [8, 2],
    [1, 1],
  ] as const) {
    const worker = scene(places).places;
    let end: () => void = () => undefined;
    const lasting = new Promise<Ending>((resolve) => {
      end = () => {
        resolve(ended);
      };
    });
    const looks = Array.from({ length: most }, () => worker.take(job, () => lasting));
    expect(await worker.begin()).toBeGreaterThan(0);
    end();
    await Promise.all(looks);
    expect(await worker.begin()).toBe(0);
  }
});

test("a look is shown to nobody, and whoever follows the watch is told how it ended", async () => {
  const { places, looked } = scene(8);
  const shown: number[] = [];
  await places.take(job, ({ askers }) => {
    shown.push(askers().length);
    return Promise.resolve(ended);
  });
  expect([shown, looked]).toEqual([[0], ["nw-1"]]);
});

test("a look that runs gives way when all places are taken and somebody waits, and not before", async () => {
  const { state, places } = scene(2);
  const reason = new Promise<unknown>((resolve) => {
    void places.take(job, async ({ signal }) => {
      state.line = [waiting()];
      await new Promise((aborted) => {
        signal.addEventListener("abort", aborted, { once: true });
        state.running = 2;
      });
      resolve(signal.reason);
      return ended;
    });
  });
  expect(await reason).toMatchObject({ kind: "deadline" } satisfies Partial<Interrupted>);
});
