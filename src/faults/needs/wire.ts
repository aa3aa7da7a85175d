import type { Gate } from "../../gates/gate.ts";
import { passes } from "../../gates/gate.ts";
import {
  isReachedInside,
  podBridgeGate,
  podWireGate,
  type BridgeDown,
  type BrokenWire,
} from "../../gates/pod-wire.ts";
import { passages } from "../../journey/hops/passage.ts";
import type { Need, Scene } from "../define-fault.ts";

/** Whether the wire of the pod at this hop carries packets. Those that get into the pod all the same are missed at its socket. */
export const podWire: Need<Gate<BrokenWire>> = {
  name: "interface of the pod",
  take(scene) {
    const { hop, flow, evidence } = scene;
    const gate = podWireGate(hop.kind === "source" ? "from" : "to", flow, evidence);
    if (hop.kind === "source" || gate.says !== "stops") return { seen: gate };
    const inside = isReachedInside(gate.stop.defect) && arrivedAtSocket(scene) !== 0;
    return { seen: inside === (hop.kind === "socket") ? gate : passes };
  },
};

/** Whether the bridge that the node's pods are on is up, on the node of this hop. */
export const podBridge: Need<Gate<BridgeDown>> = {
  name: "bridge of the pods",
  take({ hop, flow, evidence }) {
    const side = hop.kind === "source" ? "from" : "to";
    const end = flow[side];
    const here = end.type === "pod" && end.node === hop.node;
    return { seen: here ? podBridgeGate(side, flow, evidence) : passes };
  },
};

function arrivedAtSocket({ flow, path, evidence }: Scene): number | undefined {
  return passages(flow, path, evidence)[path.findIndex(({ kind }) => kind === "socket")]?.in;
}
