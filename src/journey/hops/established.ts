import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { isStopped } from "../../netstack/kernel/netns-walk.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { firewallAt } from "./firewall.ts";

/**
 * Whether packets of connections opened before pass where new ones are stopped: the same rules walked again for an
 * established connection. Undefined when the rules do not tell, or do not stop new ones either.
 */
export function establishedPass(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): boolean | undefined {
  const fresh = firewallAt(hop, path, flow, evidence).seen?.ways ?? [];
  if (!fresh.some(({ walk }) => isStopped(walk))) return undefined;
  const known = firewallAt(hop, path, flow, evidence, "ESTABLISHED").seen?.ways ?? [];
  if (known.length === 0 || known.some(({ walk }) => walk.verdict === "undecided")) return undefined;
  return known.every(({ walk }) => walk.verdict === "accept");
}
