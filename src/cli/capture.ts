/** terminal -> a capture of what passes between two ends. */
import { statSync } from "node:fs";
import { access, constants, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { besideSeconds, captureTraffic } from "../capture.ts";
import type { CliConfig } from "../config.ts";
import type { Tongue } from "../language/tongue.ts";
import type { Capture, CapturedTraffic, CaptureProgress } from "../model/captured-traffic.ts";
import { renderTraffic } from "../report/traffic.ts";
import { onCluster, readAsked } from "./asked.ts";
import type { Speaking } from "./language.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

export interface CaptureOptions {
  readonly words: string;
  readonly seconds: number;
  /** The file to keep the packets in. */
  readonly write?: string;
  readonly overwrite: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly speaking: Speaking;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/**
 * Watches, tells what was seen, and keeps the file where one was asked for. Resolves to the exit code; throws UsageError when the
 * words are not understood or the file cannot be written. The signal ends the watching early.
 */
export async function capture(
  options: CaptureOptions,
  config: CliConfig,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { question, say } = readAsked("capture", options);
  const { seconds, write, overwrite } = options;
  if (write !== undefined) await requireWritable(write, overwrite, say);
  const lifeSeconds = seconds + besideSeconds;
  const standing = { command: "capture", chosen: options, config, terminal, say, lifeSeconds } as const;
  return await onCluster(standing, async (doors) => {
    const seen = await captureTraffic(doors)(question, {
      seconds,
      stop: signal,
      onProgress: (progress) => {
        if (!options.quiet) terminal.note(progressLine(progress, say));
      },
    });
    return await show(seen, options, terminal, say);
  });
}

async function show(
  { traffic, pcapng }: Capture,
  { json, write, overwrite }: CaptureOptions,
  terminal: Terminal,
  say: Tongue,
): Promise<number> {
  terminal.print(json ? `${JSON.stringify(traffic, undefined, 2)}\n` : renderTraffic(traffic, say));
  const code = exitCodeOf(traffic);
  if (write === undefined) return code;
  try {
    await writeFile(write, pcapng, { mode: 0o600, flag: overwrite ? "w" : "wx" });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    terminal.complain(say(`The file ${write} could not be written: ${why}`));
    return 2;
  }
  const packets = traffic.nodes.reduce((sum, node) => sum + node.packets, 0);
  terminal.note(say(`${packets} packet${packets === 1 ? "" : "s"} in ${write}, headers only`));
  return code;
}

/** 0 packets were seen, 1 none was, 2 no node could be watched. */
function exitCodeOf({ nodes }: CapturedTraffic): number {
  if (nodes.length === 0) return 2;
  return nodes.some(({ packets }) => packets > 0) ? 0 : 1;
}

/** Before a minute of watching, not after it. Throws UsageError. */
async function requireWritable(file: string, overwrite: boolean, say: Tongue): Promise<void> {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() === true)
    throw new UsageError(say(`${file} is a folder: name a file in it, ${join(file, "capture.pcapng")}.`));
  if (there && !overwrite)
    throw new UsageError(say(`There is a file ${file} already: name another one, or say --overwrite.`));
  const folder = dirname(resolve(file));
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new UsageError(
      say(`${file} cannot be written: there is no folder ${folder} that may be written to.`),
    );
  }
}

function progressLine(progress: CaptureProgress, say: Tongue): string | undefined {
  switch (progress.stage) {
    case "resolving":
      return say("looking up names …");
    case "looking":
      return progress.nodes.length === 0 ? undefined : say(`standing on ${progress.nodes.join(", ")} …`);
    case "watching": {
      const { nodes, seconds, ofSeconds } = progress;
      return nodes.length === 0
        ? undefined
        : say(`watching on ${nodes.join(", ")}: ${seconds} of ${ofSeconds} s …`);
    }
    case "reading":
      return say("reading what was seen …");
  }
}
