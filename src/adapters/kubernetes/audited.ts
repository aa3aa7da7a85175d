/** Audit before anything is done on a node. */
import { placeKey } from "../../model/place.ts";
import { type Audit, CouldNotStand, NotAudited, type PlacedCommand } from "../../ports.ts";

/** Commands of one audit line. */
const perLine = 16;

/** Says which commands will run next. Throws CouldNotStand where that cannot be written: then none of them may run. */
export function auditCommands(
  audit: Audit | undefined,
  node: string,
  commands: readonly PlacedCommand[],
): void {
  for (let at = 0; at < commands.length; at += perLine)
    auditFirst(audit, {
      event: "commands",
      node,
      commands: commands
        .slice(at, at + perLine)
        .map(({ place, command }) => ({ place: placeKey(place), argv: command.argv })),
    });
}

/** Throws CouldNotStand where the event cannot be written. */
export function auditFirst(
  audit: Audit | undefined,
  event: Parameters<Audit["write"]>[0] & { readonly node: string },
): void {
  try {
    audit?.write(event);
  } catch (error) {
    if (!(error instanceof NotAudited)) throw error;
    throw new CouldNotStand({
      why: "failed",
      detail: `nothing is run on ${event.node}: ${error.message}`,
      next: error.next,
    });
  }
}
