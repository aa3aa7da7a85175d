import type { ChangeQueue, ChangeStore } from "../../apply/doors.ts";

/** The bot's side of changes; absent where they are switched off. */
export interface ChangeDesk {
  readonly store: ChangeStore;
  readonly queue: ChangeQueue;
  /** How long a request may be approved, milliseconds. */
  readonly openMs: number;
  /** Milliseconds since 1970, by the clock of all processes. */
  readonly now: () => number;
}
