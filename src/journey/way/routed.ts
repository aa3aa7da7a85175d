import type { Sight } from "../../model/evidence.ts";
import type { Packet } from "../../model/hop.ts";
import type { Place } from "../../model/place.ts";
import { walkHook } from "../../netstack/kernel/hook-walk.ts";
import type { RoutedPacket, RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import { protocolOf, type PacketState } from "../../netstack/rules/packet-state.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { routeAt, stackAt, type Stack } from "../machine/stack.ts";
import { answerOf, contextOf, stateOf } from "../rules/rule-packet.ts";
import { rulesAt } from "../rules/rules-at.ts";

/** A packet of a flow in the network namespace of a node or a pod, as its routing asks about it. */
export interface Routed {
  readonly place: Place;
  readonly packet: Packet;
  /** Undefined for what is sent from there. */
  readonly deviceIn: string | undefined;
  /** Whether it is an answer: its port is then the one that it comes from. */
  readonly answers: boolean;
}

/**
 * The routing decision there, with all that its routing rules may ask for: where the packet came in, its ports, and the mark
 * that firewall rules gave it on the way there.
 */
export function routedAt(asked: Routed, evidence: EvidenceIndex): Sight<RouteLookup> {
  const key = JSON.stringify(asked);
  return evidence.derive(routedAt, key, () => {
    const { place, packet, deviceIn, answers } = asked;
    const stack = stackAt(evidence, place, packet.family);
    const state = answers
      ? answerOf(packet, packet, deviceIn, undefined)
      : stateOf(packet, deviceIn, undefined);
    const { sourcePort, destinationPort } = state;
    const mark = (stack.rules.seen ?? []).some((rule) => rule.mark)
      ? markOf(state, place, stack, evidence)
      : 0;
    const routed: RoutedPacket = {
      destination: packet.destination,
      ...(packet.source === "" ? {} : { source: packet.source }),
      protocol: protocolOf(state),
      mark,
      ...(deviceIn === undefined ? {} : { deviceIn }),
      ...(sourcePort === undefined ? {} : { sourcePort }),
      ...(destinationPort === undefined ? {} : { destinationPort }),
    };
    return routeAt(stack, routed);
  });
}

/** The mark that a packet has when it is routed: after the rules of prerouting, or of output for the node's own. */
function markOf(state: PacketState, place: Place, stack: Stack, evidence: EvidenceIndex): number | "unknown" {
  const rules = rulesAt(evidence, place, state.family);
  if (rules.notSeen) return "unknown";
  // What the first packet's rules left with the connection is not known for an answer.
  const asked = state.direction === "reply" ? { ...state, connectionMark: undefined } : state;
  const hook = state.iif === undefined ? "output" : "prerouting";
  const { ways, unread } = walkHook(rules.seen.rulesets, hook, asked, contextOf(rules.seen, stack, asked));
  if (unread.length > 0) return "unknown";
  const marks = new Set(ways.flatMap(({ to, packet }) => (to === "accept" ? [packet.mark] : [])));
  const [mark, ...others] = marks;
  return others.length > 0 ? "unknown" : marks.size === 0 ? 0 : (mark ?? "unknown");
}
