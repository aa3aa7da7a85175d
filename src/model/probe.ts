import { entering, type Capability } from "./capabilities.ts";
import type { CommandOutput } from "./evidence.ts";

/** What runs on a node: argv without a shell around it, a time limit and an output limit. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** What it prints are bytes and no text: the output's `stdout` then holds them in base64. */
  readonly prints?: "bytes";
}

/**
 * One command netdiag may run, and how its output is read. The set of probes is closed: nothing else
 * ever runs on a node. `subject` holds validated names, addresses and ports only.
 */
export interface Probe<Value, Subject = void> {
  readonly name: string;
  /** One sentence for `netdiag probes`, the security review. */
  readonly why: string;
  readonly at: "node" | "pod" | "both";
  /** The program the debug image must have. */
  readonly tool: string;
  /** Changes nothing on the node: every probe. Sends packets: only those with `sends` set. */
  readonly sends?: string;
  /** Where to: looked at before any of them is sent. */
  sendsTo?(subject: Subject): { readonly ip: string; readonly port?: number };
  /** Root without capabilities is enough for what does not say. Beside what entering a pod takes. */
  readonly needs?: readonly Capability[];
  command(subject: Subject): Command;
  /** Throws `Unreadable` when the text is not what this command prints: evidence is then "unreadable", never "fine". */
  parse(output: CommandOutput): Value;
}

/** The output of a command did not read as expected. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** All that a probe needs, where it runs. */
export function needsOf({ at, needs = [] }: Pick<Probe<unknown>, "at" | "needs">): readonly Capability[] {
  return [...new Set([...needs, ...(at === "node" ? [] : entering)])].sort();
}

/** Returns its argument; carries the types. */
export function defineProbe<Value, Subject = void>(probe: Probe<Value, Subject>): Probe<Value, Subject> {
  return probe;
}
