import { askedAddress } from "../model/flow.ts";
import { programmedBackends, type Programmed } from "../journey/services/service-rules.ts";
import { notKnown, passes, stopsSome, type Gate, type Scene } from "./gate.ts";

/**
 * Whether the source's node sends to none but endpoints that are declared. Some proxies prefer near ones: fewer than declared is a choice,
 * others than declared is not.
 */
export function staleBackendsGate({ flow, snapshot, evidence }: Scene): Gate<Programmed> {
  const programmed = programmedBackends(flow, snapshot, evidence);
  if (programmed.notSeen) return notKnown(programmed.notSeen.detail);
  if (!programmed.seen || !flow.service || !askedAddress(flow)) return passes;
  return programmed.seen.stale.length > 0 ? stopsSome(programmed.seen) : passes;
}
