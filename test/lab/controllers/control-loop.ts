import type { Store } from "../api/store.ts";

/** One controller's pass: makes the world agree with the objects, and does nothing when it does already. */
export type Pass = () => void | Promise<void>;

/** Runs the passes one after the other after every change of the objects, until nothing changes any more. */
export class ControlLoop {
  readonly #passes: readonly Pass[];
  readonly #unsubscribe: () => void;
  readonly #background = new Set<Promise<void>>();
  #dirty = false;
  #running: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(store: Store, passes: readonly Pass[]) {
    this.#passes = passes;
    this.#unsubscribe = store.onChange(() => {
      this.#dirty = true;
      this.#running ??= this.#run();
    });
  }

  /** Work that goes on beside the passes, such as a pod that starts. */
  track(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => {
        this.#failure = error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => this.#background.delete(kept));
    this.#background.add(kept);
  }

  /** Resolves when the world agrees with the objects. Rejects with the first failure since the last call. */
  async settled(): Promise<void> {
    while (this.#running || this.#background.size > 0)
      await Promise.all([this.#running, ...this.#background]);
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#dirty = false;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Changes of one tick are seen together.
    await Promise.resolve();
    try {
      while (this.#dirty) {
        this.#dirty = false;
        for (const pass of this.#passes) await pass();
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#running = undefined;
    }
  }
}
