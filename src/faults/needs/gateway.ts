import type { Gate } from "../../gates/gate.ts";
import { gatewayAsSeen, type GatewaySeen, type SilentGateway } from "../../gates/pod-gateway.ts";
import type { Need } from "../define-fault.ts";

/** Whether the node answers for the next hop of what leaves the pod at this hop: the flow's packet, or the target's answer. */
export const gateway: Need<Gate<SilentGateway & { readonly seen?: GatewaySeen }>> = {
  name: "answer for the pod's gateway",
  take: ({ hop, flow, snapshot, evidence }) => ({
    seen: gatewayAsSeen(
      hop.kind === "source"
        ? { side: "from", destination: flow.destinationIP }
        : { side: "to", destination: hop.packet.source },
      flow,
      snapshot,
      evidence,
    ),
  }),
};
