import type { CaptureQueue } from "../../captures/doors.ts";

/** The bot's side of captures. */
export interface CaptureDesk {
  readonly queue: CaptureQueue;
  /** Under which a question of a cluster in a channel has one capture at a time. */
  readonly questionOf: (asked: Parameters<CaptureQueue["put"]>[0]) => string;
  /** How long is watched, seconds. */
  readonly seconds: number;
  /** Milliseconds since 1970, by the clock of all processes. */
  readonly now: () => number;
}
