/** A row of the table: one kind of fault, how it strikes and heals, and what is counted after it. */
import { median } from "../bench/figures.ts";
import type { Fate } from "./account.ts";
import { Yard, type YardOptions } from "./yard.ts";

export interface Play {
  readonly yard: Yard;
  /** How many questions this row should ask in all, about. */
  readonly questions: number;
  /** A duration as the row means it, shortened by --scale. */
  readonly ms: (full: number) => number;
  /** Words for the table. */
  readonly note: (words: string) => void;
  /** Something is as it must not be, beyond what is counted for every row. */
  readonly blame: (words: string) => void;
}

export interface Row {
  readonly name: string;
  /** What is broken, for the table. */
  readonly breaks: string;
  /** Share of all questions, against 1 of an ordinary row. */
  readonly weight?: number;
  readonly yard?: Partial<YardOptions>;
  /** Whether it is part of the short run in `npm test`. */
  readonly short?: true;
  /** Whether questions may be refused by a whisper: only where they cannot be taken. */
  readonly mayRefuse?: true;
  /** Milliseconds from the heal until everything has to be settled; 90 s unless said. */
  readonly patienceMs?: number;
  /** Resolves when everything is healed. */
  readonly play: (play: Play) => Promise<void>;
}

export interface Result {
  readonly name: string;
  readonly breaks: string;
  readonly asked: number;
  readonly acknowledged: number;
  readonly verdicts: number;
  readonly whyNot: number;
  readonly refused: number;
  readonly lost: number;
  readonly doubled: number;
  readonly misplaced: number;
  readonly waiting: number;
  /** First words that stayed beside an ending, because Slack lost its answer to them. */
  readonly orphans: number;
  readonly left: readonly string[];
  /** Seconds from the heal until the last question of before it had its end, without the work itself. */
  readonly backlogSeconds: number | undefined;
  /** Seconds until a question asked after the heal had its end, without the work itself. */
  readonly newSeconds: number | undefined;
  readonly ackP99Ms: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly blames: readonly string[];
  /** A few of those that were lost or claim to wait, to look for. */
  readonly examples: readonly string[];
}

export interface Standing extends Pick<YardOptions, "seed" | "dist" | "folder"> {
  readonly questions: number;
  readonly scale: number;
  /** What one question takes without any fault, milliseconds: alone, and of many at once. */
  readonly work: { readonly aloneMs: number; readonly eachMs: number };
}

export async function playRow(row: Row, standing: Standing): Promise<Result> {
  const began = performance.now();
  const { seed, dist, folder, scale, work } = standing;
  const yard = await Yard.start({ seed, dist, folder, ...row.yard });
  const notes: string[] = [];
  const blames: string[] = [];
  let left: readonly string[] = [];
  try {
    await row.play({
      yard,
      questions: Math.max(4, Math.round(standing.questions * (row.weight ?? 1))),
      ms: (full) => full * scale,
      note: (words) => notes.push(words),
      blame: (words) => blames.push(words),
    });
    await yard.settled(row.patienceMs ?? 90_000);
  } catch (error) {
    blames.push(`the row broke: ${error instanceof Error ? error.message : String(error)}`);
  }
  left = await yard.close().catch((error: unknown) => [`closing failed: ${String(error)}`]);
  const account = yard.account();
  const { fates } = account;
  for (const fate of fates.filter(({ end, doubled }) => end === "lost" || doubled > 0))
    yard.write(JSON.stringify({ ...fate, messages: yard.messagesOf(fate.ask.number) }));
  const count = (end: Fate["end"]): number => fates.filter((fate) => fate.end === end).length;
  if (!row.mayRefuse && count("whispered") > 0) blames.push(`${count("whispered")} refused without need`);
  const acks = fates.map(({ ask }) => ask.ackMs).sort((one, other) => one - other);
  return {
    name: row.name,
    breaks: row.breaks,
    asked: yard.askers.asks.length,
    acknowledged: account.acknowledged,
    verdicts: count("verdict"),
    whyNot: count("why-not"),
    refused: count("whispered"),
    lost: account.lost.length,
    doubled: account.doubled,
    misplaced: account.misplaced,
    waiting: account.waiting.length,
    orphans: account.orphans,
    left,
    ...recoveryOf(fates, yard, work),
    ackP99Ms: Math.round(acks[Math.floor(acks.length * 0.99)] ?? 0),
    seconds: Math.round((performance.now() - began) / 1000),
    notes,
    blames,
    examples: [
      ...account.lost.map(({ ask }) => `lost: ${ask.entry} of ${ask.by} in ${ask.channel}: ${ask.words}`),
      ...account.waiting.map((message) => `waiting: in ${message.channel}: ${message.text}`),
    ].slice(0, 6),
  };
}

/** What was open when it healed has to be worked off first: that much is no recovery. */
function recoveryOf(
  fates: readonly Fate[],
  { healedAt, afterHeal }: Pick<Yard, "healedAt" | "afterHeal">,
  { aloneMs, eachMs }: Standing["work"],
): Pick<Result, "backlogSeconds" | "newSeconds"> {
  if (healedAt === undefined) return { backlogSeconds: undefined, newSeconds: undefined };
  const open = fates.filter(
    ({ ask, end, endedAt }) => end !== "lost" && ask.at + ask.ackMs <= healedAt && (endedAt ?? 0) > healedAt,
  );
  const workMs = open.length * eachMs;
  const last = Math.max(healedAt, ...open.map(({ endedAt }) => endedAt ?? 0));
  const fresh = fates.find(({ ask }) => ask === afterHeal);
  const seconds = (ms: number): number => Math.max(0, ms - workMs - aloneMs) / 1000;
  return {
    backlogSeconds: seconds(last - healedAt),
    newSeconds: fresh?.endedAt === undefined ? undefined : seconds(fresh.endedAt - fresh.ask.at),
  };
}

/** One question alone, and many at once, on this machine without any fault. */
export async function measureWork(
  standing: Pick<YardOptions, "seed" | "dist" | "folder">,
): Promise<Standing["work"]> {
  const yard = await Yard.start(standing);
  try {
    const alone: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const ask = await yard.askers.ask({ entry: "slash", words: (number) => `red/api -> red/db:${number}` });
      await yard.settled(30_000);
      const fate = yard.account().fates.find((each) => each.ask === ask);
      if (fate?.endedAt === undefined) throw new Error("not even a question without any fault was answered");
      alone.push(fate.endedAt - ask.at);
    }
    if (yard.cluster.exec.started === 0) throw new Error("no question without any fault stood on a node");
    const began = Date.now();
    await yard.askMany(24, 0, () => ({ entry: "slash" }));
    if (!(await yard.settled(60_000))) throw new Error("24 questions without any fault were not answered");
    const ends = yard.account().fates.map(({ endedAt }) => endedAt ?? 0);
    return { aloneMs: median(alone), eachMs: (Math.max(...ends) - began) / 24 };
  } finally {
    await yard.stop();
  }
}
