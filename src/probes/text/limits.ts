import type { Command } from "../../model/probe.ts";

const kibibyte = 1024;

/** A read of the node's own state: over in milliseconds, cut off when a node is in trouble. */
export function reading(argv: Command["argv"], maxKiB = 512): Command {
  return { argv, timeoutMs: 5_000, maxBytes: maxKiB * kibibyte };
}

/** A command that waits for packets: its own waiting time, and a second to start and to end. */
export function waiting(argv: Command["argv"], waitsMs: number, maxKiB = 64): Command {
  return { argv, timeoutMs: Math.ceil(waitsMs) + 1_000, maxBytes: maxKiB * kibibyte };
}

/** A constant shell script; what varies comes as positional parameters and is never read as shell text. */
export function script(text: string, ...parameters: readonly string[]): Command["argv"] {
  return ["sh", "-c", text, "netdiag", ...parameters];
}
