/**
 * Who may hold long lists: a namespace of thousands of pods is tens of megabytes until its policies are judged, and a worker
 * has many questions at once. The others wait before they read on, with what few pages hold.
 */
export class LongLists {
  #free: number;
  readonly #waiting = new Set<() => void>();

  /** @param atOnce so many questions at once; more than can be judged at once would only wait with all of it in hand. */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** One question's. It has to leave, whatever became of it. */
  forOne(): LongListsOfOne {
    let place: Promise<void> | undefined;
    let hasLeft = false;
    return {
      enter: () => (place ??= hasLeft ? Promise.resolve() : this.#take()),
      leave: () => {
        if (hasLeft) return;
        hasLeft = true;
        // Who gave up waiting gives on the place when it comes.
        void place?.then(() => {
          this.#give();
        });
      },
    };
  }

  async #take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #give(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else this.#free += 1;
  }
}

export interface LongListsOfOne {
  /** Resolves when this question may hold long lists; at once when it already does, or has left. */
  readonly enter: () => Promise<void>;
  /** What was read is needed no longer. */
  readonly leave: () => void;
}
