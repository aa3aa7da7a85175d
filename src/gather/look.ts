import { neverProbed } from "../access/never-probed.ts";
import type { NotSeen } from "../model/evidence.ts";
import { placeKey, type Place } from "../model/place.ts";
import type { Command, Probe } from "../model/probe.ts";

/**
 * One probe to run at one place, or why it cannot be run with its argument. `subject` tells runs of the same probe apart,
 * see model/evidence.ts.
 */
export interface Look {
  readonly place: Place;
  readonly probe: string;
  readonly subject: string;
  readonly command: Command | NotSeen;
}

/** A look for a probe with its argument. Names and addresses are a cluster's word: an unfit one is a look that failed. */
export function look<Subject>(
  place: Place,
  probe: Probe<unknown, Subject>,
  argument: Subject,
  subject = "",
): Look {
  const { name } = probe;
  return { place, probe: name, subject, command: commandOf(place, probe, argument) };
}

function commandOf<Subject>(
  place: Place,
  probe: Probe<unknown, Subject>,
  argument: Subject,
): Command | NotSeen {
  const { ip, port } = probe.sendsTo?.(argument) ?? {};
  // A pod that is asked in its own network namespace whether its program listens there: that packet never leaves it.
  const within = place.kind === "pod" && (ip === "127.0.0.1" || ip === "::1");
  const never = ip === undefined || within ? undefined : neverProbed(ip, port);
  if (never !== undefined)
    return {
      why: "not-asked",
      detail: `${ip} is ${never}: no packet is sent there`,
      next: "ask about the pod, Service, node or host that is meant",
    };
  try {
    return probe.command(argument);
  } catch (error) {
    return {
      why: "failed",
      detail: `${probe.name} on ${placeKey(place)} was not run: ${error instanceof Error ? error.message : String(error)}`,
      next: "look at the object or the output that says so",
    };
  }
}
