import type { Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { nodeRoundTrip, type Echoes } from "../../probes/senders/icmp-echo.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { bystanderOf } from "../machine/bystander.ts";
import { nodePlace } from "../machine/places.ts";
import type { Leg } from "../way/leg.ts";

/** What the nodes' own pings to each other and a third node's to both of them came to. */
export interface NodePings {
  readonly there?: Echoes;
  readonly back?: Echoes;
  readonly third?: { readonly node: string; readonly sender?: Echoes; readonly receiver?: Echoes };
}

/** The pings between the two nodes of a leg, as far as they were sent. */
export function pingsBetween(
  { sender, receiver }: Pick<Leg, "sender" | "receiver">,
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): NodePings {
  const ping = (from: string, to: string): Echoes | undefined =>
    evidence.see(nodeRoundTrip, nodePlace(from), "standing", to).seen;
  const there = ping(sender, receiver);
  const back = ping(receiver, sender);
  const node = bystanderOf(flow, snapshot);
  const toSender = node === undefined ? undefined : ping(node, sender);
  const toReceiver = node === undefined ? undefined : ping(node, receiver);
  const third = node !== undefined &&
    (toSender !== undefined || toReceiver !== undefined) && {
      third: {
        node,
        ...(toSender ? { sender: toSender } : {}),
        ...(toReceiver ? { receiver: toReceiver } : {}),
      },
    };
  return { ...(there ? { there } : {}), ...(back ? { back } : {}), ...(third || {}) };
}
