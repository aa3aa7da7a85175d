import type { Gate } from "../../gates/gate.ts";
import { passes } from "../../gates/gate.ts";
import {
  isReachedInside,
  podBridgeGate,
  podWireGate,
  type BridgeDown,
  type BrokenWire,
} from "../../gates/pod-wire.ts";
import { attemptsOf } from "../../journey/packets/attempts.ts";
import { passages } from "../../journey/hops/passage.ts";
import { nodePlace, placeOf } from "../../journey/machine/places.ts";
import { sameAddress } from "../../netstack/numbers/cidr.ts";
import type { Neighbour } from "../../netstack/seen/neighbours.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { neighbours } from "../../probes/state/neighbours.ts";
import type { Need, Scene } from "../define-fault.ts";

/** Whether the wire of the pod at this hop carries packets. Those that get into the pod all the same are missed at its socket. */
export const podWire: Need<Gate<BrokenWire>> = {
  name: "interface of the pod",
  take(scene) {
    const { hop, flow, evidence } = scene;
    const gate = podWireGate(hop.kind === "source" ? "from" : "to", flow, evidence);
    if (gate.says !== "stops") return { seen: gate };
    const asksNobody = gate.stop.defect.is === "arp-off";
    const lostHere = attemptsOf(evidence, flow).seen?.answered === 0 && diesAt(scene);
    if (asksNobody && (!lostHere || needsNoArp(gate.stop, evidence))) return { seen: passes };
    if (hop.kind === "source") return { seen: gate };
    const inside = (asksNobody || isReachedInside(gate.stop.defect)) && arrivedAtSocket(scene) !== 0;
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

/** Some plugins write the entries of both ends themselves (PERMANENT): nobody has to ask then. */
function needsNoArp({ pod, ip, defect }: BrokenWire, evidence: EvidenceIndex): boolean {
  const place = placeOf(pod);
  const device = defect.is === "arp-off" ? defect.podLink.name : undefined;
  const written = ({ state }: Neighbour): boolean => state.includes("PERMANENT");
  const inside = place && evidence.see(neighbours, place).seen;
  const outside = evidence.see(neighbours, nodePlace(pod.node)).seen ?? [];
  return (
    outside.some((entry) => sameAddress(entry.ip, ip) && written(entry)) &&
    // Where the pod's own entries were not read, those of its node tell how the plugin does it.
    (!inside || inside.some((entry) => entry.device === device && written(entry)))
  );
}

function diesAt({ hop, flow, path, evidence }: Scene): boolean {
  return passages(flow, path, evidence)[path.indexOf(hop)]?.mark === "stopped";
}

function arrivedAtSocket({ flow, path, evidence }: Scene): number | undefined {
  return passages(flow, path, evidence)[path.findIndex(({ kind }) => kind === "socket")]?.in;
}
