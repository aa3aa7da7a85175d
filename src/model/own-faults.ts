import type { NotRead } from "./snapshot.ts";

/**
 * What netdiag itself failed at while it answered a question. Nothing that a cluster, a node or a person says should bring
 * it there; where something does, the answer goes on without that part, and says so.
 */
export class OwnFaults {
  readonly #lines = new Map<string, NotRead>();

  /** Lines of the answer, each once. */
  get lines(): readonly NotRead[] {
    return [...this.#lines.values()];
  }

  /**
   * What the work gives.
   * @param what netdiag could not do when it throws: `judge ND410`.
   * @param instead what is gone on with then.
   */
  orElse<Value>(what: string, instead: (reason: string) => NoInfer<Value>, work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      const reason = ownFault(what, error);
      this.#lines.set(reason, {
        what: "netdiag itself",
        reason,
        next: "keep the run with --save and report it: the answer stands without this part",
      });
      return instead(reason);
    }
  }
}

/** `netdiag could not judge ND410: …`. */
export function ownFault(what: string, error: unknown): string {
  return `netdiag could not ${what}: ${error instanceof Error ? error.message : String(error)}`;
}
