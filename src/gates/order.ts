/**
 * What a packet meets at one hop, in the kernel's order: a packet that comes in leaves its envelope, is tracked and translated before it
 * is routed, and meets the rules for what is forwarded after that (netfilter's hooks; `ip_rcv` to `ip_output`).
 */
const order = [
  "name",
  "endpoints",
  "socket-out",
  "pod-route",
  "pod-rules",
  "neighbour",
  "wire",
  "tunnel-end",
  "checksum",
  "tracking",
  "translation",
  "reverse-path",
  "route",
  "forwarding",
  "rules",
  "masquerade",
  "queue",
  "between",
  "socket",
  "program",
  "looking",
] as const;

export type GateName = (typeof order)[number];

/** Position of a gate among those of its hop: 0 is met first. */
export function gatePosition(gate: GateName): number {
  return order.indexOf(gate);
}

/** Whether a packet that leaves a pod meets the gate before it is on the node. */
export function isInPod(gate: GateName): boolean {
  return gatePosition(gate) > gatePosition("endpoints") && gatePosition(gate) <= gatePosition("wire");
}
