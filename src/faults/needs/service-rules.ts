import { hasOwnNetns, nodePlace } from "../../walk/places.ts";
import { contextOf, stateOf } from "../../walk/firewall.ts";
import { rulesAt, type RulesSeen } from "../../walk/rules-at.ts";
import { stackAt } from "../../walk/stack.ts";
import type { Context, PacketState } from "../../netstack/packet-state.ts";
import type { Need } from "../define-fault.ts";

/** What is needed to ask the source node's rules where they send a connection to the Service. */
export interface ServiceRules {
  readonly seen: RulesSeen;
  readonly packet: PacketState;
  readonly context: Context;
  readonly hook: "prerouting" | "output";
}

/** The translation rules of the source's node, and the packet as the client sends it; `undefined` without a Service address. */
export const serviceRules: Need<ServiceRules | undefined> = {
  name: "Service rules",
  take({ hop, flow, path, evidence }) {
    if (hop.node === undefined || flow.service?.clusterIP === undefined) return { seen: undefined };
    const rules = rulesAt(evidence, nodePlace(hop.node), flow.family);
    if (rules.notSeen) return { notSeen: rules.notSeen };
    const fromPod = hasOwnNetns(flow.from);
    const deviceIn = fromPod ? path.find(({ kind }) => kind === "node-out")?.deviceIn : undefined;
    const packet = stateOf(hop.packet, deviceIn, undefined);
    const stack = stackAt(evidence, nodePlace(hop.node), flow.family);
    return {
      seen: {
        seen: rules.seen,
        packet,
        context: contextOf(rules.seen, stack, packet),
        hook: fromPod ? "prerouting" : "output",
      },
    };
  },
};
