/** The common shape of a fault: questions come all the time, in the middle something breaks for a while and heals. */
import { setTimeout as delay } from "node:timers/promises";
import type { Wish } from "../asking.ts";
import type { Play } from "../row.ts";

type Healing = () => void | Promise<void>;

export interface Strike {
  /** How long it stays broken, milliseconds, before --scale. */
  readonly lastsMs: number;
  /** Breaks it; returns how to heal it. */
  readonly strike: () => Healing | Promise<Healing>;
  readonly wish?: () => Wish;
  /** When it can be told from outside only then: the moment of healing. */
  readonly healedAt?: () => number;
}

/** Breaks once, after about a tenth of the questions; those go on until shortly after the heal. */
export async function struck(play: Play, { lastsMs, strike, wish, healedAt }: Strike): Promise<void> {
  const { yard, questions, ms } = play;
  const brokenMs = ms(lastsMs);
  const before = 1000 + yard.random.below(2000);
  const asking = yard.askMany(questions - 1, before + brokenMs + 2000, wish);
  await delay(before);
  const heal = await strike();
  await delay(brokenMs);
  await heal();
  await yard.healed(healedAt?.());
  await asking;
}

/** Breaks and heals again and again while questions come; `strike` resolves when it is healed. */
export async function struckOften(
  play: Play,
  times: number,
  strike: (turn: number) => Promise<void>,
  wish?: () => Wish,
): Promise<void> {
  const { yard, questions } = play;
  const each = Math.max(1, Math.floor((questions - 1) / times));
  for (let turn = 0; turn < times; turn += 1) {
    const asking = yard.askMany(each, 600, wish);
    await delay(yard.random.below(1500));
    await strike(turn);
    await asking;
  }
  await yard.healed();
}
