import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { addresses } from "../probes/state/addresses.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { fdb } from "../probes/state/fdb.ts";
import { nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { links } from "../probes/state/links.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { bystanderOf } from "../journey/machine/bystander.ts";
import { passages } from "../journey/hops/passage.ts";
import { walkPath } from "../journey/way/path.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { look, type Look } from "./look.ts";
import { nodeAddress, pingBetween } from "./standing-plan.ts";

/**
 * What a third node is asked where packets die on their way from node to node: does it reach either of them, and how is
 * its own tunnel set. Two nodes alone cannot tell which of them is cut off or differs from the rest.
 */
export function bystanderLooks(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly Look[] {
  const flow = flows.find((one) => dieBetween(one, evidence));
  const node = flow && bystanderOf(flow, snapshot);
  if (!flow || node === undefined) return [];
  const place = nodePlace(node);
  const pings = [nodeOf(flow.from), nodeOf(flow.to)].flatMap((end) => {
    const ip = end === undefined ? undefined : nodeAddress(end, snapshot, flow.family);
    return end === undefined || ip === undefined ? [] : [pingBetween(node, end, ip)];
  });
  return [
    ...pings,
    look(place, links, undefined),
    look(place, addresses, undefined),
    look(place, neighbours, undefined),
    look(place, fdb, undefined),
  ];
}

/** Packets or answers that left one node for the other and did not come through it; or pings that did not. */
function dieBetween(flow: Flow, evidence: EvidenceIndex): boolean {
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  if (from === undefined || to === undefined || from === to) return false;
  const main = attemptsOf(evidence, flow).seen;
  if (main && main.sent > 0 && main.answered === main.sent) return false;
  if (evidence.see(nodeRoundTrip, nodePlace(from), "standing", to).seen?.received === 0) return true;
  const path = walkPath(flow, evidence);
  const ledger = passages(flow, path, evidence);
  return path.some(({ kind }, index) => {
    const { mark, unwrapped } = ledger[index] ?? {};
    if (mark !== "stopped") return false;
    return (
      kind === "tunnel" || kind === "underlay" || kind === "reply" || (kind === "node-in" && unwrapped === 0)
    );
  });
}
