import { randomInt } from "node:crypto";
import type { Clock } from "../../ports.ts";

/** This machine's clock and randomness. */
export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  random: (below) => randomInt(below),
};
