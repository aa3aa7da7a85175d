/** What is left of a session on this machine, read from /proc. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process and everything below it, by id. */
export function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = tryRead(() => readFileSync(`/proc/${name}/stat`, "utf8"));
    const [state, parent] = stat?.slice(stat.lastIndexOf(") ") + 2).split(" ") ?? [];
    if (state !== undefined && state !== "Z") parents.set(Number(name), Number(parent));
  }
  const found = parents.has(root) ? [root] : [];
  for (const id of found) for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}

/** Where a session keeps its files: the working directory of its shell. */
export function workDirectory(root: number): string {
  const directory = family(root)
    .map((id) => tryRead(() => readlinkSync(`/proc/${id}/cwd`)))
    .find((path) => path?.includes("/netdiag."));
  if (!directory) throw new Error("the session has no directory");
  return directory;
}

/** False when it did not become true in time. */
export async function becomes(what: () => boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (what()) return true;
    await sleep(20);
  }
  return what();
}

/** Some process has exactly this argv, joined by spaces. */
export function runsAnywhere(words: string): boolean {
  return readdirSync("/proc").some(
    (name) =>
      /^\d+$/.test(name) &&
      tryRead(() => readFileSync(`/proc/${name}/cmdline`, "utf8"))
        ?.replaceAll("\0", " ")
        .trim() === words,
  );
}

function tryRead<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
