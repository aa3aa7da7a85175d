/** The threads that compute what would keep a worker from answering: judging, drawing. */
import { Tinypool } from "tinypool";
import type { Bundle } from "../../model/bundle.ts";
import type { Flow } from "../../model/flow.ts";
import type { Report } from "../../model/report.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { CouldNotJudge, type Judge } from "../../ports.ts";
import { createBoard, readBoard, type Watched } from "./board.ts";

/** What the threads' file exports, by name. Arguments and results are copied from one thread to the other. */
export interface ThreadTasks {
  readonly policies: (
    read: { readonly flows: readonly Flow[]; readonly snapshot: ClusterSnapshot } & Watched,
  ) => Awaited<ReturnType<Judge["policies"]>>;
  readonly conclude: (run: { readonly bundle: Bundle } & Watched) => Report;
  readonly picture: (svg: string) => Promise<Uint8Array>;
}

export interface ThreadsSettings {
  /** The module whose exports are ThreadTasks. */
  readonly file: URL;
  /** One task may take this long, its wait for a thread not counted, milliseconds. */
  readonly limitMs: number;
  /** Trouble of a thread outside any task. */
  readonly onError: (error: unknown) => void;
  /** Node's own flags for the threads; without them those of this process. */
  readonly execArgv?: readonly string[];
}

/** A task that will not end keeps nobody else from going on; each thread more costs memory, about 70 MiB. */
export const threadCount = 2;

/** Of one question's judging so many parts may be left out that did not end; then it is not judged. */
const leftOutAtMost = 2;

/** One task may hold this much, mebibytes: with all threads at it a worker still keeps to its limit in deploy/base. */
const mostMebibytes = 160;

/**
 * For what a task makes and drops at once, mebibytes. Node's own 48 stay taken in each thread for good; with half of them
 * judging takes about a tenth more of a processor.
 */
const youngMebibytes = 24;

/**
 * Threads that stay, each with everything loaded. A task that takes longer than it may is ended with its thread, which
 * another one replaces. Judging is then begun again without the part that it was at, a fault say, which counts as not told;
 * what cannot be had even so rejects with CouldNotJudge. The others never wait for it longer than one task may take.
 */
export function createThreads(settings: ThreadsSettings): {
  readonly judge: Judge;
  readonly picture: (svg: string) => Promise<Buffer>;
  readonly close: () => Promise<void>;
} {
  const pool = new Tinypool({
    filename: settings.file.href,
    minThreads: threadCount,
    maxThreads: threadCount,
    resourceLimits: { maxOldGenerationSizeMb: mostMebibytes, maxYoungGenerationSizeMb: youngMebibytes },
    ...(settings.execArgv && { execArgv: [...settings.execArgv] }),
  });
  pool.on("error", settings.onError);
  const turns = new Turns(threadCount);

  const run = async <Name extends keyof ThreadTasks>(
    name: Name,
    argument: Parameters<ThreadTasks[Name]>[0],
  ): Promise<Awaited<ReturnType<ThreadTasks[Name]>>> => {
    await turns.take();
    const tooLong = AbortSignal.timeout(settings.limitMs);
    try {
      const result: unknown = await pool.run(argument, { name, signal: tooLong });
      // The thread's file holds ThreadTasks, so what comes back under a name is what that one gives.
      return result as Awaited<ReturnType<ThreadTasks[Name]>>;
    } catch (error) {
      if (tooLong.aborted) throw new CouldNotJudge(`judging took longer than ${settings.limitMs / 1000} s`);
      if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
        throw new CouldNotJudge(`judging needed more than ${mostMebibytes} MiB`);
      throw error;
    } finally {
      turns.give();
    }
  };

  const watched = async <Result>(task: (watched: Watched) => Promise<Result>): Promise<Result> => {
    const leftOut = new Map<string, string>();
    for (;;) {
      const board = createBoard();
      try {
        return await task({ board, leftOut: [...leftOut] });
      } catch (error) {
        const part = readBoard(board);
        const cannot = part === "" || leftOut.has(part) || leftOut.size === leftOutAtMost;
        if (cannot || !(error instanceof CouldNotJudge)) throw error;
        leftOut.set(part, error.message);
      }
    }
  };

  return {
    judge: {
      policies: (flows, snapshot) => watched((parts) => run("policies", { flows, snapshot, ...parts })),
      conclude: (bundle) => watched((parts) => run("conclude", { bundle, ...parts })),
    },
    picture: async (svg) => Buffer.from(await run("picture", svg)),
    close: () => pool.destroy(),
  };
}

/** So many at once; whoever comes later waits, in the order of coming. */
class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
