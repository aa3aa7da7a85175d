/** Lets hostile inputs in by doors and counts what they did. */
import fc from "fast-check";
import type { Door } from "./door.ts";

export type Program = "bot" | "worker";

/** Each loads no more than it has doors for: its memory is measured. */
export async function doorsOf(program: Program): Promise<readonly Door[]> {
  return program === "bot"
    ? (await import("./bot-doors.ts")).botDoors
    : (await import("./worker-doors.ts")).workerDoors;
}

export interface Figures {
  readonly door: string;
  readonly inputs: number;
  /** What it ended with that is no answer, and the seed that makes it again. */
  readonly crashes: readonly string[];
  /** Over one second of processor time. */
  readonly slow: readonly string[];
  readonly slowestMs: number;
}

const mostMs = 1000;
const batch = 10;

function spentMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** @param inputs of all doors of both programs together. */
export async function hunt(
  doors: readonly Door[],
  inputs: number,
  seed: number,
): Promise<readonly Figures[]> {
  const all: Figures[] = [];
  for (const { name, share, inputs: arbitrary } of doors) {
    const count = Math.max(1, Math.round((inputs * share) / 100));
    const [crashes, slow]: [string[], string[]] = [[], []];
    let slowestMs = 0;
    for (let at = 0; at < count; at += batch) {
      const own = seed + at;
      for (const [index, letIn] of fc
        .sample(arbitrary, { numRuns: Math.min(batch, count - at), seed: own })
        .entries()) {
        const where = `seed ${own}, input ${index}`;
        const began = process.cpuUsage();
        try {
          await letIn();
        } catch (error) {
          crashes.push(
            `${where}: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`,
          );
        }
        let ms = spentMs(began);
        if (ms > mostMs) {
          // Whatever else the process had to do then: once more by itself.
          const again = process.cpuUsage();
          await Promise.resolve(letIn()).catch(() => undefined);
          ms = Math.min(ms, spentMs(again));
        }
        slowestMs = Math.max(slowestMs, ms);
        if (ms > mostMs) slow.push(`${where}: ${Math.round(ms)} ms`);
      }
    }
    all.push({ door: name, inputs: count, crashes, slow, slowestMs: Math.round(slowestMs) });
  }
  return all;
}
