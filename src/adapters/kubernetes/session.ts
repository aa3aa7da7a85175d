import type { CommandOutput } from "../../model/evidence.ts";
import {
  writeAfterwards,
  type Audit,
  type CapturesNow,
  type NodeSession,
  type OpenWindow,
  type PlacedCommand,
  type WindowSpec,
} from "../../ports.ts";
import { auditCommands } from "./audited.ts";
import { commandOutput } from "./command-output.ts";
import type { SlotOutput } from "./session-answer.ts";
import {
  batchRequest,
  closeRequest,
  endedRequest,
  mostBytes,
  openRequest,
  readyMs,
  stderrLimit,
} from "./session-request.ts";
import type { SessionWire } from "./session-wire.ts";

/** What a command may take beyond its own limit: `timeout -k 1`, process starts, a slow node, the way back. */
const graceMs = 3000;

/** A NodeSession over one exec. */
export class ExecSession implements NodeSession {
  readonly node: string;
  readonly #wire: SessionWire;
  readonly #audit: Audit | undefined;
  #roundTrips = 0;
  #window: "none" | "open" = "none";
  #closing: Promise<void> | undefined;

  constructor(node: string, wire: SessionWire, audit?: Audit) {
    this.node = node;
    this.#wire = wire;
    this.#audit = audit;
  }

  get spent(): { readonly execs: number; readonly roundTrips: number; readonly bytes: number } {
    return { execs: 1, roundTrips: this.#roundTrips, bytes: this.#wire.bytes };
  }

  async run(
    batch: readonly PlacedCommand[],
    { parallel = false }: { readonly parallel?: boolean } = {},
  ): Promise<readonly CommandOutput[]> {
    if (batch.length === 0) return [];
    const slots = await this.#ask(batchRequest(batch, parallel), longest(batch, parallel), batch, batch);
    return outputs(batch, slots);
  }

  async openWindow(spec: WindowSpec): Promise<OpenWindow> {
    if (this.#window === "open") throw new Error(`a window is already open on ${this.node}`);
    this.#window = "open";
    const all = [...spec.captures, ...spec.counters];
    const opening = Math.max(readyMs, longest(spec.counters, true));
    try {
      await this.#ask(openRequest(spec), opening, all, []);
    } catch (error) {
      this.#window = "none";
      throw error;
    }
    return {
      ended: (withinMs) => this.#capturesNow(withinMs),
      close: () => this.#closeWindow(spec),
    };
  }

  /** Nothing runs for it, so there is nothing to audit. */
  async #capturesNow(withinMs: number): Promise<CapturesNow> {
    this.#roundTrips++;
    const [slot] = await this.#wire.ask(endedRequest(withinMs), withinMs + graceMs, [stderrLimit]);
    return slot?.code === 0 ? "one-ended" : slot?.code === 1 ? "running" : "none";
  }

  async #closeWindow(spec: WindowSpec): ReturnType<OpenWindow["close"]> {
    if (this.#window === "none") throw new Error(`the window on ${this.node} is already closed`);
    this.#window = "none";
    const closing = longest(spec.counters, true) + 10_000;
    const slots = await this.#ask(closeRequest(spec), closing, spec.counters, [
      ...spec.captures,
      ...spec.counters,
    ]);
    return {
      captures: outputs(spec.captures, slots.slice(0, spec.captures.length)),
      counters: outputs(spec.counters, slots.slice(spec.captures.length)).map((output) =>
        // The comparison, not the command, ran into the limit.
        output.truncated ? { ...output, exitCode: 0 } : output,
      ),
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#wire.close();
    return this.#closing;
  }

  /**
   * @param commands those that run for it.
   * @param answered those whose outputs come back.
   */
  async #ask(
    request: string,
    withinMs: number,
    commands: readonly PlacedCommand[],
    answered: readonly PlacedCommand[],
  ): Promise<readonly SlotOutput[]> {
    auditCommands(this.#audit, this.node, commands);
    const began = performance.now();
    const before = this.#wire.bytes;
    this.#roundTrips++;
    try {
      return await this.#wire.ask(request, withinMs + graceMs, answered.map(mostBytes));
    } finally {
      writeAfterwards(this.#audit, {
        event: "commands-ended",
        node: this.node,
        commands: commands.length,
        durationMs: Math.round(performance.now() - began),
        bytes: this.#wire.bytes - before,
      });
    }
  }
}

function outputs(commands: readonly PlacedCommand[], slots: readonly SlotOutput[]): CommandOutput[] {
  return commands.map((placed, index) => {
    const slot = slots[index];
    if (!slot)
      throw new Error(`${placed.place.node} answered ${slots.length} of ${commands.length} commands`);
    return commandOutput(placed, slot);
  });
}

function longest(commands: readonly PlacedCommand[], parallel: boolean): number {
  // One more second each: a command that does not listen to TERM is killed then.
  const times = commands.map(({ command }) => command.timeoutMs + 1000);
  return parallel ? Math.max(0, ...times) : times.reduce((sum, time) => sum + time, 0);
}
