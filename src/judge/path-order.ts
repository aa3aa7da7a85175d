import { HopKind } from "../model/hop.ts";

/** Position of a kind of hop along the path: 0 is asking. */
export function pathPosition(kind: HopKind): number {
  return HopKind.options.indexOf(kind);
}
