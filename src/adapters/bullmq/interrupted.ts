/**
 * Why a running diagnosis must end early; the reason of its AbortSignal.
 * `stopped` a person pressed Stop; `deadline` it took too long; `shutdown` this worker goes away and another will
 * start over; `lost` another worker holds the job already, so this one must say nothing more.
 */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly kind: "stopped" | "deadline" | "shutdown" | "lost";
  /** Who stopped it. */
  readonly by: string | undefined;
  constructor(kind: Interrupted["kind"], message: string, by?: string) {
    super(message);
    this.kind = kind;
    this.by = by;
  }
}
