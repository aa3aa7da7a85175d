import { existsSync, readFileSync } from "node:fs";

/** The parents of this process up to the npm that runs it; only the direct one without npm. */
function parents(): readonly number[] {
  const found: number[] = [];
  const underNpm = process.env["npm_lifecycle_event"] !== undefined;
  for (let pid = process.ppid; pid > 1 && found.length < 8; pid = parentOf(pid)) {
    found.push(pid);
    if (!underNpm || /^npm\b/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) break;
  }
  return found;
}

function parentOf(pid: number): number {
  // The name in brackets may hold anything, so fields are counted behind its end.
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/**
 * Resolves when whoever started the demo is gone: a killed npm does not take what it runs with it. Looks once a
 * second and keeps no process alive.
 */
export function orphaned(): Promise<void> {
  const watched = parents();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (watched.every((pid) => existsSync(`/proc/${pid}`))) return;
      clearInterval(timer);
      resolve();
    }, 1_000);
    timer.unref();
  });
}
