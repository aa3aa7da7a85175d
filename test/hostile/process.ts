/** One program's doors in a process of their own, which tells what they did and how much memory it needed at most. */
import { doorsOf, hunt, type Figures } from "./hunt.ts";

export interface Told {
  readonly figures: readonly Figures[];
  readonly peakBytes: number;
}

const [program, inputs, seed] = process.argv.slice(2);
if (program !== "bot" && program !== "worker") throw new Error(`${String(program)} is no program`);
const figures = await hunt(await doorsOf(program), Number(inputs), Number(seed));
const told: Told = { figures, peakBytes: process.resourceUsage().maxRSS * 1024 };
process.send?.(told);
