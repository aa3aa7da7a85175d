import type { Ledger } from "../../../src/ports.ts";

/** A ledger in memory; two workers share it as they would share Redis. */
export function memoryLedger(): Ledger & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => {
      entries.set(key, value);
      return Promise.resolve();
    },
    setIfAbsent: (key, value) => {
      if (entries.has(key)) return Promise.resolve(false);
      entries.set(key, value);
      return Promise.resolve(true);
    },
    remove: (key) => {
      entries.delete(key);
      return Promise.resolve();
    },
  };
}
