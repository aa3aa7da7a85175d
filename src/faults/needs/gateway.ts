import type { Scene, Need } from "../define-fault.ts";
import type { Gate } from "../../gates/gate.ts";
import {
  gatewayGate,
  gatewaySeen,
  type GatewaySeen,
  type Leaving,
  type SilentGateway,
} from "../../gates/pod-gateway.ts";

/** What leaves the pod at this hop: the flow's packet from the source, its answer from the target. */
function leavingAt({ hop, flow }: Scene): Leaving {
  return hop.kind === "source"
    ? { side: "from", destination: flow.destinationIP }
    : { side: "to", destination: hop.packet.source };
}

/** Whether the node answers for the next hop of the pod at this hop. */
export const gateway: Need<Gate<SilentGateway>> = {
  name: "answer for the pod's gateway",
  take: (scene) => ({ seen: gatewayGate(leavingAt(scene), scene.flow, scene.evidence) }),
};

/** What was seen of the pod's questions for it; `undefined` when it asks nobody. */
export const gatewaySights: Need<GatewaySeen | undefined> = {
  name: "questions for the pod's gateway",
  take: (scene) => ({ seen: gatewaySeen(leavingAt(scene), scene.flow, scene.evidence) }),
};
