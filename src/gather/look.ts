import type { Place } from "../model/place.ts";
import type { Command, Probe } from "../model/probe.ts";

/** One probe to run at one place. `subject` tells runs of the same probe apart, see model/evidence.ts. */
export interface Look {
  readonly place: Place;
  readonly probe: string;
  readonly subject: string;
  readonly command: Command;
}

/** A look for a probe with its argument. Throws what the probe's argument validation throws. */
export function look<Subject>(
  place: Place,
  probe: Probe<unknown, Subject>,
  argument: Subject,
  subject = "",
): Look {
  return { place, probe: probe.name, subject, command: probe.command(argument) };
}
