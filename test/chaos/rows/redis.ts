import { setTimeout as delay } from "node:timers/promises";
import type { Row } from "../row.ts";
import { struckOften } from "./strike.ts";

export const redisRows: readonly Row[] = [
  {
    name: "redis-restarted",
    breaks: "Redis is killed and back after 2 s with its data",
    mayRefuse: true,
    yard: { persistentRedis: true },
    play: (play) =>
      struckOften(play, 4, async () => {
        await play.yard.redis.kill();
        await delay(play.ms(2000));
        await play.yard.redis.start();
      }),
  },
  {
    name: "redis-lost",
    breaks: "Redis is killed and back after 2 s without its data",
    short: true,
    mayRefuse: true,
    play: (play) =>
      struckOften(play, 4, async () => {
        await play.yard.redis.kill();
        await delay(play.ms(2000));
        await play.yard.redis.start({ empty: true });
        // The next one strikes what was put back.
        await delay(3000);
      }),
  },
  {
    name: "redis-failover-empty",
    breaks: "an empty replica takes over from Redis at once",
    mayRefuse: true,
    play: (play) =>
      struckOften(play, 4, async () => {
        await play.yard.redis.kill();
        await play.yard.redis.start({ empty: true });
        await delay(3000);
      }),
  },
  {
    name: "redis-frozen",
    breaks: "Redis stands still for 20 s",
    mayRefuse: true,
    play: (play) =>
      struckOften(play, 2, async () => {
        play.yard.redis.server.signal("SIGSTOP");
        await delay(play.ms(20_000));
        play.yard.redis.server.signal("SIGCONT");
      }),
  },
  {
    name: "redis-failover-behind",
    breaks: "a replica takes over from Redis that missed its last half second",
    mayRefuse: true,
    play: (play) =>
      struckOften(play, 4, async () => {
        await play.yard.redis.remember();
        await delay(500);
        await play.yard.redis.kill();
        await play.yard.redis.start();
        await delay(3000);
      }),
  },
];
