/** Flows of which the engine need not tell what becomes of them. Any other that it leaves open is a difference. */
import { at, type KubeObject } from "../lab/api/object.ts";
import type { Flow } from "./flows.ts";

/**
 * A host endpoint guards what its node's own programs send and get, and what it forwards once a policy applies on forward. Which of it
 * passes is not decided, so only where the engine does give an answer is there something to compare.
 */
export function hostsMayDecide({ from, to }: Flow, objects: readonly KubeObject[]): boolean {
  const guarded = objects.some(
    (object) =>
      object.kind === "HostEndpoint" && [from.node, to.node].includes(String(at(object, "spec.node"))),
  );
  return (
    guarded &&
    (from.onNode || to.onNode || objects.some((object) => at(object, "spec.applyOnForward") === true))
  );
}

/**
 * A node's own packet to a Service that a policy takes out of connection tracking is not translated: it arrives nowhere, and whom the
 * policies would let it reach is not what it shows.
 */
export function staysUntranslated({ from, throughService }: Flow, objects: readonly KubeObject[]): boolean {
  return from.onNode && throughService && objects.some((object) => at(object, "spec.doNotTrack") === true);
}

/** A ping under rules that name ports, a denial towards the pod's own node, and one of a pod's call to itself through a Service. */
export function leftToPlugin({ from, to, packet, throughService }: Flow): boolean {
  const ownNode = to.onNode && from.node === to.node;
  return packet.protocol === "ICMP" || ownNode || (throughService && from === to);
}
