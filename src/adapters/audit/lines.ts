import { closeSync, fstatSync, mkdirSync, openSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** How long a pipe that is full may take to be read from, milliseconds. */
const patienceMs = 1000;

/** Whole lines, appended to a file or to stdout: on their way to the kernel when `append` returns. */
export interface Lines {
  /** Throws what the system says: ENOSPC, EPIPE, EACCES. Nothing of the line counts as written then. */
  append(line: string): void;
  /** Throws where a file cannot be opened any more. */
  look(): void;
}

/** Throws when the file cannot be opened for appending. */
export function linesTo(to: string): Lines {
  return to === "stdout" ? new Appended(1) : new AppendedFile(to);
}

class Appended implements Lines {
  protected descriptor: number;
  /** A line was begun that could not be ended: the next one must not go on from it. */
  #torn = false;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  look(): void {
    // A pipe tells that it is closed when it is written to.
  }

  append(line: string): void {
    this.look();
    const bytes = Buffer.from(`${this.#torn ? "\n" : ""}${line}\n`);
    const until = performance.now() + patienceMs;
    let written = 0;
    while (written < bytes.length) {
      try {
        written += writeSync(this.descriptor, bytes, written);
      } catch (error) {
        if (isFullPipe(error) && performance.now() < until) {
          pause(5);
          continue;
        }
        this.#torn ||= written > 0;
        throw error;
      }
    }
    this.#torn = false;
  }
}

/** A file that was removed or moved away (logrotate) is begun anew under its name. */
class AppendedFile extends Appended {
  readonly #path: string;

  constructor(path: string) {
    super(open(path));
    this.#path = path;
  }

  override look(): void {
    if (this.#isThere()) return;
    const anew = open(this.#path);
    closeSync(this.descriptor);
    this.descriptor = anew;
  }

  #isThere(): boolean {
    const there = statSync(this.#path, { throwIfNoEntry: false });
    const ours = fstatSync(this.descriptor);
    return there?.ino === ours.ino && there.dev === ours.dev;
  }
}

/** Readable by its owner alone. */
function open(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, "a", 0o600);
}

function isFullPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
