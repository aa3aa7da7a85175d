import type { Scene } from "../faults/define-fault.ts";
import { attemptsOf, type Attempts } from "../journey/packets/attempts.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";

/** The packets that are sent at a hop: to the Service's own address where that is asked, none where a name is looked up. */
export function sentAt({ hop, flow, evidence }: Scene): Attempts | undefined {
  if (hop.kind === "asking") return undefined;
  return (hop.kind === "service" ? serviceAttempts(flow, evidence) : attemptsOf(evidence, flow)).seen;
}
