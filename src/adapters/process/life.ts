/** Beginning and end of a program. */
import { CouldNotRead } from "../../ports.ts";

/** Runs a step of starting up. What it throws is for the person who starts the program: its message, then exit 1. */
export function orExit<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    const next = error instanceof CouldNotRead ? `. Next: ${error.next}` : "";
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}${next}\n`);
    process.exit(1);
  }
}

/**
 * On the first SIGTERM or SIGINT runs `stop`, then ends the process; on the second ends it at once. Exit code 0 when
 * stopping went well, 1 otherwise.
 */
export function untilTold(stop: () => Promise<void>): void {
  let told = false;
  const onSignal = (): void => {
    if (told) process.exit(1);
    told = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
