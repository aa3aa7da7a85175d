import { HopKind } from "../model/hop.ts";

/** Position of a kind of hop along the path: 0 is asking. */
export function pathPosition(kind: HopKind): number {
  return HopKind.options.indexOf(kind);
}

/** What takes a packet in on a node comes before the rules for what it forwards: tunnel end, reverse path filter, forwarding. */
const beforeTheRules: readonly RegExp[] = [/^ND51/, /^ND53/, /^ND55/];

/** Order of faults at one hop: lower comes first. */
export function gatePosition(code: string): number {
  const found = beforeTheRules.findIndex((group) => group.test(code));
  return found === -1 ? beforeTheRules.length : found;
}
