import { uplinksOf, type Uplink } from "../../journey/machine/uplinks.ts";
import type { Need } from "../define-fault.ts";

/** The interfaces by which both nodes are reached. */
export const uplinks: Need<readonly Uplink[]> = {
  name: "uplinks of the nodes",
  take: ({ flow, snapshot, evidence }) => ({ seen: uplinksOf(flow, snapshot, evidence) }),
};
