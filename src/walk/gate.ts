import type { NotSeen } from "../model/evidence.ts";

/**
 * What one point of the kernel's way does with a packet, by what was read at rest: nothing is said of what packets did
 * there. `Stop` is the deciding fact: this neighbour entry, this port.
 */
export type Gate<Stop> =
  | { readonly is: "passes" }
  | { readonly is: "stops"; readonly by: Stop }
  | { readonly is: "unknown"; readonly why: NotSeen };

export const passes = { is: "passes" } as const;

export function stops<Stop>(by: Stop): Gate<Stop> {
  return { is: "stops", by };
}

export function unknown(why: NotSeen): { readonly is: "unknown"; readonly why: NotSeen } {
  return { is: "unknown", why };
}
