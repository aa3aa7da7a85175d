import { setTimeout as delay } from "node:timers/promises";
import type { Play, Row } from "../row.ts";
import { struckOften } from "./strike.ts";

/** Ends the one bot there is 0 to 1.5 s after questions were acknowledged, and starts another. */
function restarts(signal: NodeJS.Signals): (play: Play) => Promise<void> {
  return async (play) => {
    const { yard, questions } = play;
    for (let asked = 0; asked < questions - 1; asked += 4) {
      await Promise.all(
        [1, 2, 3, 4].map(() =>
          yard.askers.ask({
            entry: yard.random.pick([
              "slash",
              "slash",
              "dm",
              "mention",
              "thread",
              "shortcut",
              "recheck",
              "candidate",
            ]),
          }),
        ),
      );
      await delay(yard.random.below(1500));
      const [bot] = yard.programs("bot");
      const ended = await bot?.end(signal, 30_000);
      if (ended === false) play.blame("a bot did not end within 30 s of SIGTERM");
      await yard.start("bot");
    }
    await yard.healed();
  };
}

export const programRows: readonly Row[] = [
  {
    name: "bot-stopped",
    breaks: "the only bot is stopped 0 to 1.5 s after the acknowledgement",
    short: true,
    play: restarts("SIGTERM"),
  },
  {
    name: "bot-killed",
    breaks: "the only bot is killed 0 to 1.5 s after the acknowledgement",
    play: restarts("SIGKILL"),
  },
  {
    name: "bot-killed-http",
    breaks: "the only bot is killed the same way, over signed HTTP",
    yard: { http: true },
    play: restarts("SIGKILL"),
  },
  {
    name: "bot-stopped-http",
    breaks: "the only bot is stopped the same way, over signed HTTP",
    yard: { http: true },
    play: restarts("SIGTERM"),
  },
  {
    name: "bots-killed",
    breaks: "one of two bots is killed at any moment",
    yard: { bots: 2 },
    play: (play) =>
      struckOften(play, 6, async () => {
        const bot = play.yard.random.pick(["first", "second"]) === "first" ? 0 : 1;
        await play.yard.programs("bot")[bot]?.end("SIGKILL");
        await play.yard.start("bot");
      }),
  },
  {
    name: "worker-killed",
    breaks: "one of two workers is killed at any moment",
    short: true,
    yard: { workers: 2 },
    play: (play) =>
      struckOften(play, 6, async () => {
        await play.yard.programs("worker")[0]?.end("SIGKILL");
        await play.yard.start("worker");
      }),
  },
  {
    name: "worker-frozen",
    breaks: "one of two workers is frozen for 12 s, over and over",
    yard: { workers: 2 },
    play: (play) =>
      struckOften(play, 3, async () => {
        const [worker] = play.yard.programs("worker");
        worker?.signal("SIGSTOP");
        // Longer than a takeover takes, whatever the scale.
        await delay(Math.max(8000, play.ms(12_000)));
        worker?.signal("SIGCONT");
      }),
  },
  {
    name: "workers-rolling",
    breaks: "workers are replaced one after the other, as a rollout does it",
    yard: { workers: 2 },
    play: (play) =>
      struckOften(play, 5, async () => {
        await play.yard.start("worker");
        const ended = await play.yard.programs("worker")[0]?.end("SIGTERM", 30_000);
        if (ended === false) play.blame("a worker did not end within 30 s of SIGTERM");
      }),
  },
  {
    name: "worker-none",
    breaks: "no worker runs for 20 s",
    play: async (play) => {
      const { yard, questions, ms } = play;
      for (const worker of yard.programs("worker")) await worker.end("SIGTERM");
      const asking = yard.askMany(questions - 1, ms(15_000));
      await delay(ms(20_000));
      await yard.start("worker");
      await yard.healed();
      await asking;
    },
  },
  {
    name: "everything-restarts",
    breaks: "bot, worker and Redis (which keeps its data) are killed together",
    mayRefuse: true,
    yard: { persistentRedis: true },
    play: (play) =>
      struckOften(play, 4, async () => {
        const { yard } = play;
        await Promise.all(
          [...yard.programs("bot"), ...yard.programs("worker")].map((program) => program.end("SIGKILL")),
        );
        await yard.redis.kill();
        await yard.redis.start();
        await Promise.all([yard.start("bot"), yard.start("worker")]);
      }),
  },
];
