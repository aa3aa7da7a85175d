import type { Sight } from "../model/evidence.ts";
import { dropAt, type Drop } from "../journey/hops/drop.ts";
import { firewallAt } from "../journey/hops/firewall.ts";
import { passages } from "../journey/hops/passage.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
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
  return { seen: dropAt(view.seen, passage, attemptsOf(evidence, flow).seen?.sent) };
}
