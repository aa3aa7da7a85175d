import type { PodEndpoint } from "../model/endpoint.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import { seenBy } from "../netstack/seen/captured.ts";
import { capture } from "../probes/capture/capture.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { sourceAfter } from "../journey/rules/masquerade.ts";
import { hasIpvs } from "../journey/machine/ipvs.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";
import { onItsNode } from "../journey/way/sources.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** A pod cannot reach itself through its Service: the packet that its node sends back is not one the pod takes. */
export interface NoHairpin {
  readonly pod: PodEndpoint;
  readonly why:
    /** It comes back with the pod's own address as its source, which every kernel takes for forged. */
    | { readonly because: "not-masqueraded" }
    /** The bridge does not send a frame out of the port that it came in by. */
    | { readonly because: "hairpin-off"; readonly device: string; readonly bridge: string };
}

/** Whether what a pod sends to its own Service comes back to it in a form that it takes. Passes where pods differ. */
export function hairpinGate(flow: Flow, evidence: EvidenceIndex): Gate<NoHairpin> {
  const { from, to } = flow;
  const asked = askedAddress(flow);
  if (from.type !== "pod" || to.type !== "pod" || from.hostNetwork || asked?.kind !== "clusterIP")
    return passes;
  if (from.namespace !== to.namespace || from.name !== to.name) return passes;
  const onNode = onItsNode(flow, evidence);
  if (!onNode) return notKnown("the interface by which the pod's packets enter its node is not known");
  if (hasIpvs(evidence, nodePlace(from.node)))
    return notKnown(
      `${from.node} translates by IPVS: which source it gives a pod's packets to itself was not walked`,
    );
  const packet = { ...onNode.packet, destination: asked.ip, port: asked.port };
  const after = sourceAfter({ ...onNode, packet, towards: flow.destinationIP }, evidence);
  if (after.is === "unknown") return notKnown(after.why);
  if (after.is === "kept") return stops({ pod: from, why: { because: "not-masqueraded" } });
  const wire = podWireAt("from", flow, evidence).seen;
  const bridge = wire?.master?.kind === "bridge" ? wire.master : undefined;
  // Only frames that the bridge itself translates and forwards come back by the port they came in by.
  const bridged = evidence.see(sysctls, nodePlace(from.node)).seen?.bridgeCallsIptables === true;
  if (bridge && bridged && wire?.nodeLink?.port?.hairpin === false && !bridge.flags.includes("PROMISC"))
    return stops({
      pod: from,
      why: { because: "hairpin-off", device: wire.nodeLink.name, bridge: bridge.name },
    });
  return passes;
}

/** How many connections to the Service were seen to go back to the pod with its own address as their source. */
export function seenComingBack(flow: Flow, evidence: EvidenceIndex): number {
  if (flow.from.type !== "pod") return 0;
  const packets = evidence.see(capture, nodePlace(flow.from.node), "window").seen?.packets ?? [];
  const ports = serviceAttempts(flow, evidence).seen?.sourcePorts ?? [];
  const crossings = seenBy(packets, {
    sources: [flow.sourceIP],
    destinations: [flow.destinationIP],
    protocol: flow.protocol,
    ...(ports.length > 0 ? { sourcePorts: ports } : {}),
  });
  return Math.max(0, ...crossings.filter(({ direction }) => direction === "out").map(({ probes }) => probes));
}
