import { nodeOf } from "../model/endpoint.ts";
import type { Sight } from "../model/evidence.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import { dropAt, type Drop } from "../journey/hops/drop.ts";
import { firewallAt } from "../journey/hops/firewall.ts";
import { passages } from "../journey/hops/passage.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import type { Scene } from "./gate.ts";

/** The first rule that stops the packet on its way through the hop's node; `undefined` when none does. */
export function droppingRule({
  hop,
  path,
  flow,
  evidence,
}: Omit<Scene, "snapshot">): Sight<Drop | undefined> {
  const view = firewallAt(hop, path, flow, evidence);
  if (view.notSeen) return { notSeen: view.notSeen };
  const passage = passages(flow, path, evidence)[path.indexOf(hop)];
  const drop = dropAt(view.seen, passage, attemptsOf(evidence, flow).seen?.sent);
  if (!drop || drop.packet !== "inner" || !entersAnotherWire(hop, flow, evidence)) return { seen: drop };
  return { seen: { ...drop, astray: true } };
}

/** Whether the target's node hands the packet to another interface than the pod's: the rules of somebody else's wire are asked then. */
function entersAnotherWire({ node, deviceOut }: Hop, flow: Flow, evidence: EvidenceIndex): boolean {
  if (node === undefined || node !== nodeOf(flow.to) || deviceOut === undefined) return false;
  const { nodeLink, master } = podWireAt("to", flow, evidence).seen ?? {};
  return nodeLink !== undefined && deviceOut !== nodeLink.name && deviceOut !== master?.name;
}
