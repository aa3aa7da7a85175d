import { chosenEndpoints } from "../journey/services/chosen-endpoints.ts";
import { declaredService } from "../journey/services/declared.ts";
import { lostNone } from "../journey/packets/attempts.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";
import { passes, stopsSome, type Gate, type Scene } from "./gate.ts";

/**
 * A stop of what goes to one endpoint, as it weighs at its Service: where the node sends to several, the connections that another
 * endpoint answered do not speak against it, and only if all were answered was there none.
 */
export function asOneOfSeveral<Stop>(gate: Gate<Stop>, { flow, snapshot, evidence }: Scene): Gate<Stop> {
  if (gate.says !== "stops") return gate;
  const endpoints = chosenEndpoints(flow, snapshot)?.used ?? declaredService(flow, snapshot)?.ready ?? [];
  if (new Set(endpoints.map(({ ip }) => ip)).size < 2) return gate;
  return lostNone(serviceAttempts(flow, evidence).seen) ? passes : stopsSome(gate.stop);
}
