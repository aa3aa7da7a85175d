import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { IpFamily } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodeAddresses } from "../machine/node-addresses.ts";
import { nodePlace } from "../machine/places.ts";
import { addressesOfNode } from "../machine/uplinks.ts";
import { stackAt, type Stack } from "../machine/stack.ts";
import { walkPath } from "./path.ts";
import { routedAt } from "./routed.ts";
import { tunnelEndOf, type TunnelEnd } from "../machine/tunnel-end.ts";

/** One way from node to node: of the packets, or on the way back of their answers. */
export interface Leg {
  readonly answers: boolean;
  readonly sender: string;
  readonly receiver: string;
  readonly family: IpFamily;
  /** Of the packet itself, whatever is wrapped around it. */
  readonly source: string;
  readonly destination: string;
  /** How the sender's node routes it. */
  readonly lookup: Sight<RouteLookup>;
  /** The tunnel it goes into there; `undefined` when it goes into none. */
  readonly tunnel: Sight<TunnelEnd | undefined>;
  readonly atSender: Stack;
  readonly atReceiver: Stack;
}

/** The way between the nodes that a hop's packets take; undefined where both ends are on one node, or one is outside. */
export function legAt(hop: Hop, flow: Flow, evidence: EvidenceIndex): Leg | undefined {
  const answers = hop.kind === "reply";
  const sender = nodeOf(answers ? flow.to : flow.from);
  const receiver = nodeOf(answers ? flow.from : flow.to);
  if (sender === undefined || receiver === undefined || sender === receiver) return undefined;
  return evidence.derive(legAt, `${flow.id} ${String(answers)}`, () => {
    const from = walkPath(flow, evidence).find(
      ({ kind, node }) => kind === (answers ? "reply" : "node-out") && node === sender,
    );
    if (!from) return undefined;
    const { packet, deviceIn } = from;
    const { source, destination } = packet;
    const atSender = stackAt(evidence, nodePlace(sender), flow.family);
    const lookup = routedAt({ place: nodePlace(sender), packet, deviceIn, answers }, evidence);
    return {
      answers,
      sender,
      receiver,
      family: flow.family,
      source,
      destination,
      lookup,
      tunnel: lookup.notSeen
        ? { notSeen: lookup.notSeen }
        : (tunnelEndOf(atSender, lookup, destination) ?? { seen: undefined }),
      atSender,
      atReceiver: stackAt(evidence, nodePlace(receiver), flow.family),
    };
  });
}

/**
 * Every address by which the node at the far end is reached: those of its object, and those read on it, since agents may be told
 * to use another card than the API has (`--iface=eth1`).
 */
export function addressesThere({ atReceiver, receiver }: Leg, snapshot: ClusterSnapshot): readonly string[] {
  const node = snapshot.nodes.find(({ metadata }) => metadata.name === receiver);
  const read = (atReceiver.addresses.seen ?? []).filter(({ scope }) => scope !== "host");
  const told = node ? [...addressesOfNode(node), ...nodeAddresses(node)] : [];
  return [...new Set([...told, ...read.map(({ ip }) => ip)])];
}
