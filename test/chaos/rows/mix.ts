import { setTimeout as delay } from "node:timers/promises";
import type { Play, Row } from "../row.ts";

/** One thing that breaks for a moment and is whole again when it resolves. */
type Mishap = (play: Play) => Promise<void>;

const lasting: Mishap = ({ yard, ms }) => delay(ms(2000 + yard.random.below(8000)));

const postingDown: Mishap = async (play) => {
  const heal = play.yard.slack.limits.inject({ method: "chat.*", times: Infinity, status: 503 });
  await lasting(play);
  heal();
};

const answersLost: Mishap = async (play) => {
  const { yard } = play;
  const heal = yard.slack.limits.inject({
    method: "chat.*",
    times: Infinity,
    timeoutAfterAccept: true,
    hits: () => yard.random.chance(0.3),
  });
  await lasting(play);
  heal();
};

/** How long the processes that hold what Redis lost need to put it back, milliseconds. */
const puttingBackMs = 6000;

/** Nothing else that remembers dies until it is put back: what Redis and the only process that held it lose is nowhere. */
const redisEmpty: Mishap = async (play) => {
  await play.yard.redis.kill();
  await delay(play.ms(1000));
  await play.yard.redis.start({ empty: true });
  await delay(puttingBackMs);
};

const redisFrozen: Mishap = async (play) => {
  play.yard.redis.server.signal("SIGSTOP");
  await lasting(play);
  play.yard.redis.server.signal("SIGCONT");
};

const botEnds: Mishap = async ({ yard }) => {
  await yard.programs("bot")[0]?.end(yard.random.chance(0.5) ? "SIGKILL" : "SIGTERM");
  await yard.start("bot");
};

const workerEnds: Mishap = async ({ yard }) => {
  await yard.programs("worker")[0]?.end(yard.random.chance(0.5) ? "SIGKILL" : "SIGTERM");
  await yard.start("worker");
};

const apiFails: Mishap = async (play) => {
  const { yard } = play;
  yard.cluster.trouble = () => (yard.random.chance(0.3) ? { code: 500 } : {});
  await lasting(play);
  yard.cluster.trouble = () => ({});
};

const execsCut: Mishap = async (play) => {
  const { yard } = play;
  yard.cluster.exec.trouble = () => ({ cutAfter: yard.random.below(400) });
  await lasting(play);
  yard.cluster.exec.trouble = () => ({});
};

export const mixRows: readonly Row[] = [
  {
    name: "everything-at-once",
    breaks:
      "all of it, drawn one after the other and over each other, for a minute; Redis' data and the processes that hold them not in the same moment",
    weight: 3,
    mayRefuse: true,
    yard: { bots: 2, workers: 2 },
    patienceMs: 150_000,
    play: async (play) => {
      const { yard, questions, ms } = play;
      const asking = yard.askMany(questions - 1, ms(60_000));
      // Within a lane one heals before the next strikes.
      const lane = async (drawn: readonly [Mishap, ...Mishap[]]): Promise<void> => {
        const end = performance.now() + ms(55_000);
        while (performance.now() < end) {
          await delay(yard.random.below(3000));
          const mishap = yard.random.pick(drawn);
          yard.write(`${mishap.name} begins`);
          await mishap(play);
          yard.write(`${mishap.name} is over`);
        }
      };
      await Promise.all([
        lane([postingDown, answersLost]),
        lane([redisEmpty, redisFrozen, botEnds, workerEnds]),
        lane([apiFails, execsCut]),
      ]);
      await yard.healed();
      await asking;
    },
  },
];
