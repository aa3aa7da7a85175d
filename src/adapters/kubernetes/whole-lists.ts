/**
 * Kinds of which a cluster has few are read whole: one request in place of one for every name, label and namespace asked for.
 * Where there are many, or not all may be listed, that is one request more, and its cost is bounded.
 */
import { CouldNotRead, type Kind } from "../../ports.ts";
import type { Page } from "./pages.ts";
import { AnswerTooLarge } from "./transport.ts";

/** How many objects of a kind are few: by their size, up to one or two megabytes. */
const few: { readonly [K in Kind]?: number } = {
  Pod: 200,
  Node: 80,
  Namespace: 500,
  Deployment: 150,
  StatefulSet: 150,
  DaemonSet: 150,
};
const fewOfOthers = 250;

/**
 * `first`: a page, of more; absent when it is known without asking that there are more. `refused`: why nothing was listed.
 * Without any of them there is no such list.
 */
export interface Whole {
  readonly items?: readonly unknown[];
  readonly isLong?: true;
  readonly first?: Page;
  readonly refused?: CouldNotRead;
}

/** What of lists is remembered for longer than one diagnosis. One for each cluster and process. */
export class ListMemory {
  readonly #long = new Set<string>();
  readonly #lately = new Map<string, { readonly items: readonly unknown[]; readonly until: number }>();

  /** A list too long to be read whole seldom becomes short. */
  isLong(path: string): boolean {
    return this.#long.has(path);
  }

  keep(path: string, page: Page): void {
    if (page.metadata?.continue) this.#long.add(path);
    else {
      const kept = { items: page.items, until: performance.now() + latelyMs };
      this.#lately.set(path, kept);
      // They are megabytes, and of no use later.
      setTimeout(() => {
        if (this.#lately.get(path) === kept) this.#lately.delete(path);
      }, latelyMs).unref();
    }
  }

  /** The objects of a list that was read whole a moment ago, by this diagnosis or one beside it. */
  lately(path: string): readonly unknown[] | undefined {
    const kept = this.#lately.get(path);
    return kept && performance.now() < kept.until ? kept.items : undefined;
  }
}

/** As old as what a diagnosis knows of its pods anyway, when it comes to stand on their nodes. */
const latelyMs = 5000;

/** Of one diagnosis, to which each list is what it was when it was read. */
export class WholeLists {
  readonly #memory: ListMemory;
  readonly #lists = new Map<string, Promise<Whole>>();

  constructor(memory: ListMemory) {
    this.#memory = memory;
  }

  /**
   * Reads it, once.
   * @param path of the list of all namespaces.
   * @param ask undefined when there is no such list. Throws CouldNotRead.
   */
  async read(
    kind: Kind,
    path: string,
    ask: (query: { readonly limit: string }) => Promise<Page | undefined>,
  ): Promise<Whole> {
    const reading = this.#lists.get(path) ?? this.#ask(kind, path, ask);
    this.#lists.set(path, reading);
    return await reading;
  }

  async #ask(
    kind: Kind,
    path: string,
    ask: (query: { readonly limit: string }) => Promise<Page | undefined>,
  ): Promise<Whole> {
    if (this.#memory.isLong(path)) return { isLong: true };
    try {
      const page = await ask({ limit: String(few[kind] ?? fewOfOthers) });
      if (!page) return {};
      this.#memory.keep(path, page);
      return page.metadata?.continue ? { isLong: true, first: page } : { items: page.items };
    } catch (error) {
      if (error instanceof CouldNotRead) return { refused: error };
      // By pages it may be read still.
      if (error instanceof AnswerTooLarge) return { isLong: true };
      throw error;
    }
  }
}
