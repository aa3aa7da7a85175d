import { seenComingBack } from "../../gates/hairpin.ts";
import type { Need } from "../define-fault.ts";

/** Connections seen to go back to the pod with its own address. */
export const comingBack: Need<number> = {
  name: "packets that went back to the pod",
  take: ({ flow, evidence }) => ({ seen: seenComingBack(flow, evidence) }),
};
