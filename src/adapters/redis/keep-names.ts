import type { Names } from "../../model/names.ts";
import type { NameStore } from "../../ports.ts";

/** Names are read this often, and after a diagnosis when they are older than that, milliseconds. */
const everyMs = { atRest: 5 * 60_000, afterDiagnosis: 60_000 } as const;
/** How often a worker looks whether it is its turn, milliseconds. */
const lookMs = 30_000;
/** Reading them ends after this, before it can be another's turn, milliseconds. */
const withinMs = 45_000;

export interface NameKeeper {
  /** Somebody asked: perhaps something is new in the cluster. Does not wait. */
  diagnosed(): void;
  stop(): void;
}

/** Has the names of the cluster read anew, by one worker at a time, and kept for bots. */
export function keepNames(parts: {
  readonly store: NameStore;
  readonly cluster: string;
  /** Throws when the API lists nothing. */
  readonly read: (signal: AbortSignal) => Promise<Names>;
  readonly onTrouble: (what: string, error: unknown) => void;
}): NameKeeper {
  const { store, cluster, read, onTrouble } = parts;
  const stopped = new AbortController();
  const isStopped = (): boolean => stopped.signal.aborted;
  let busy = false;

  const keep = async (olderMs: number): Promise<void> => {
    if (busy || isStopped()) return;
    busy = true;
    try {
      if (!(await store.turn(cluster, olderMs))) return;
      await store.save(cluster, await read(AbortSignal.any([stopped.signal, AbortSignal.timeout(withinMs)])));
    } catch (error) {
      if (!stopped.signal.aborted)
        onTrouble("the names in the cluster, which forms offer, were not kept", error);
    } finally {
      busy = false;
    }
  };

  void keep(everyMs.atRest);
  const timer = setInterval(() => void keep(everyMs.atRest), lookMs);
  timer.unref();
  return {
    diagnosed: () => void keep(everyMs.afterDiagnosis),
    stop: () => {
      clearInterval(timer);
      stopped.abort();
    },
  };
}
