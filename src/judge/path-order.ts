import type { HopKind } from "../model/hop.ts";

const order: readonly HopKind[] = [
  "asking",
  "source",
  "service",
  "node-out",
  "tunnel",
  "underlay",
  "node-in",
  "pod-in",
  "socket",
  "reply",
];

/** Position of a kind of hop along the path: 0 is asking. */
export function pathPosition(kind: HopKind): number {
  return order.indexOf(kind);
}
