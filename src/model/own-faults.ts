import type { NotRead } from "./snapshot.ts";

/** The parts of the work, seen by whoever can end it from outside. */
export interface Parts {
  /** Called with the part that is worked on from now on: `judge ND410`; empty between parts. */
  readonly onPart: (what: string) => void;
  /** Parts that did not end before, with what is said of that: they are not begun again. */
  readonly leftOut: ReadonlyMap<string, string>;
}

const unwatched: Parts = { onPart: () => undefined, leftOut: new Map() };

/**
 * What netdiag itself failed at while it answered a question. Nothing that a cluster, a node or a person says should bring
 * it there; where something does, the answer goes on without that part, and says so.
 */
export class OwnFaults {
  readonly #lines = new Map<string, NotRead>();
  readonly #parts: Parts;
  #part = "";

  constructor(parts: Parts = unwatched) {
    this.#parts = parts;
  }

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
    const outer = this.#part;
    try {
      const before = this.#parts.leftOut.get(what);
      if (before !== undefined) throw new Error(before);
      this.#begin(what);
      return work();
    } catch (error) {
      const reason = ownFault(what, error);
      this.#lines.set(reason, {
        what: "netdiag itself",
        reason,
        next: "keep the run with --save and report it: the answer stands without this part",
      });
      return instead(reason);
    } finally {
      this.#begin(outer);
    }
  }

  #begin(what: string): void {
    this.#part = what;
    this.#parts.onPart(what);
  }
}

/** `netdiag could not judge ND410: …`. */
export function ownFault(what: string, error: unknown): string {
  return `netdiag could not ${what}: ${error instanceof Error ? error.message : String(error)}`;
}
