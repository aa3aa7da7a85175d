import type { CommandOutput, Evidence, NotSeen, Round } from "../model/evidence.ts";
import type { Command } from "../model/probe.ts";
import {
  CouldNotStand,
  type CapturesNow,
  type NodeSession,
  type NodeShell,
  type OpenWindow,
} from "../ports.ts";
import type { Look } from "./look.ts";

type Runnable = Look & { readonly command: Command };

type Standing = { readonly session: NodeSession } | { readonly notSeen: NotSeen };

/** What a window on one node observes. */
export interface WindowLooks {
  readonly captures: readonly (Look & { readonly ready: string })[];
  readonly counters: readonly Look[];
}

/** Windows that are open on some nodes. */
export interface Observation {
  /** Waits until a capture on one of the nodes has ended by itself, at most so many milliseconds. */
  ended(withinMs: number): Promise<CapturesNow>;
  /** Closes them and records what they saw. */
  close(): Promise<void>;
}

interface OpenedWindow {
  readonly node: string;
  readonly looks: { readonly captures: readonly Look[]; readonly counters: readonly Look[] };
  readonly window: OpenWindow;
}

/**
 * One session per node, opened all at once; every failure to stand or look becomes Evidence that says so.
 * Collects everything seen in `evidence`.
 */
export class NodeSessions {
  readonly evidence: Evidence[] = [];
  readonly #standing = new Map<string, Promise<Standing>>();
  readonly #shell: NodeShell;
  readonly #signal: AbortSignal | undefined;

  constructor(shell: NodeShell, signal?: AbortSignal) {
    this.#shell = shell;
    this.#signal = signal;
  }

  /** Runs each node's looks in one round trip, all nodes in parallel. */
  async run(looks: readonly Look[], round: Round, options: { parallel?: boolean } = {}): Promise<void> {
    await Promise.all(
      [...byNode(this.#runnable(looks, round))].map(async ([node, own]) => {
        const standing = await this.#stand(node);
        if ("notSeen" in standing) {
          this.#recordNotSeen(own, round, standing.notSeen);
          return;
        }
        try {
          const outputs = await standing.session.run(own, options);
          this.#record(own, round, outputs);
        } catch (error) {
          this.#lose(node, own, round, error);
        }
      }),
    );
  }

  /**
   * Opens the windows of all nodes at once; closing them records what they saw.
   * A node that cannot be observed does not keep the others from it.
   */
  async observe(windows: ReadonlyMap<string, WindowLooks>): Promise<Observation> {
    let open: readonly OpenedWindow[] = [];
    await Promise.all(
      [...windows].map(async ([node, wanted]) => {
        const looks = {
          captures: this.#runnable(wanted.captures, "window"),
          counters: this.#runnable(wanted.counters, "window"),
        };
        const all = [...looks.captures, ...looks.counters];
        const standing = await this.#stand(node);
        if ("notSeen" in standing) {
          this.#recordNotSeen(all, "window", standing.notSeen);
          return;
        }
        try {
          const window = await standing.session.openWindow(looks);
          open = [...open, { node, looks, window }];
        } catch (error) {
          this.#lose(node, all, "window", error);
        }
      }),
    );
    const orLost = async <Value>(
      { node, looks, window }: OpenedWindow,
      ask: (window: OpenWindow) => Promise<Value>,
    ): Promise<Value | undefined> => {
      try {
        return await ask(window);
      } catch (error) {
        open = open.filter((other) => other.node !== node);
        this.#lose(node, [...looks.captures, ...looks.counters], "window", error);
        return undefined;
      }
    };
    return {
      ended: async (withinMs) => {
        const now = await Promise.all(open.map((one) => orLost(one, (window) => window.ended(withinMs))));
        return now.includes("one-ended") ? "one-ended" : now.includes("running") ? "running" : "none";
      },
      close: async () => {
        await Promise.all(
          open.map(async (one) => {
            const seen = await orLost(one, (window) => window.close());
            if (!seen) return;
            this.#record(one.looks.captures, "window", seen.captures);
            this.#record(one.looks.counters, "window", seen.counters);
          }),
        );
      },
    };
  }

  /** Ends every session. What each node cost, in the order of node names. */
  async close(): Promise<{ node: string; execs: number; roundTrips: number; bytes: number }[]> {
    const spent: { node: string; execs: number; roundTrips: number; bytes: number }[] = [];
    // One that does not end well keeps nobody from ending the others.
    await Promise.allSettled(
      [...this.#standing].map(async ([node, opening]) => {
        const standing = await opening;
        if ("notSeen" in standing) return;
        spent.push({ node, ...standing.session.spent });
        await standing.session.close();
      }),
    );
    return spent.sort((a, b) => a.node.localeCompare(b.node));
  }

  #stand(node: string): Promise<Standing> {
    const known = this.#standing.get(node);
    if (known) return known;
    const opening = this.#shell.open(node, this.#signal).then(
      (session): Standing => ({ session }),
      (error: unknown): Standing => ({ notSeen: reasonOf(error, node) }),
    );
    this.#standing.set(node, opening);
    return opening;
  }

  /** Those that can be run; why the others cannot is recorded. */
  #runnable<Wanted extends Look>(
    looks: readonly Wanted[],
    round: Round,
  ): readonly (Wanted & { readonly command: Command })[] {
    return looks.flatMap((one) => {
      const { command } = one;
      if ("argv" in command) return [{ ...one, command }];
      this.#recordNotSeen([one], round, command);
      return [];
    });
  }

  #record(looks: readonly Look[], round: Round, outputs: readonly CommandOutput[]): void {
    looks.forEach(({ place, probe, subject }, index) => {
      const output = outputs[index];
      this.evidence.push(
        output
          ? { round, place, probe, subject, output }
          : { round, place, probe, subject, notSeen: lost(place.node, "the node answered fewer commands") },
      );
    });
  }

  #recordNotSeen(looks: readonly Look[], round: Round, notSeen: NotSeen): void {
    for (const { place, probe, subject } of looks)
      this.evidence.push({ round, place, probe, subject, notSeen });
  }

  #lose(node: string, looks: readonly Look[], round: Round, error: unknown): void {
    this.#recordNotSeen(looks, round, reasonOf(error, node));
  }
}

function byNode(looks: readonly Runnable[]): Map<string, Runnable[]> {
  const nodes = new Map<string, Runnable[]>();
  for (const item of looks) {
    const own = nodes.get(item.place.node) ?? [];
    own.push(item);
    nodes.set(item.place.node, own);
  }
  return nodes;
}

function reasonOf(error: unknown, node: string): NotSeen {
  if (error instanceof CouldNotStand) return error.notSeen;
  return lost(node, error instanceof Error ? error.message : String(error));
}

function lost(node: string, detail: string): NotSeen {
  return {
    why: "failed",
    detail: `looking on ${node} failed: ${detail}`,
    next: `kubectl debug node/${node} -it --image=busybox --profile=sysadmin`,
  };
}
