import type { Gate } from "../../gates/gate.ts";
import { hairpinGate, seenComingBack, type NoHairpin } from "../../gates/hairpin.ts";
import type { Need } from "../define-fault.ts";

/** Whether a pod that asks its own Service gets its packets back in a form it takes. */
export const hairpin: Need<Gate<NoHairpin>> = {
  name: "way of a pod back to itself",
  take: ({ flow, evidence }) => ({ seen: hairpinGate(flow, evidence) }),
};

/** Connections seen to go back to the pod with its own address. */
export const comingBack: Need<number> = {
  name: "packets that went back to the pod",
  take: ({ flow, evidence }) => ({ seen: seenComingBack(flow, evidence) }),
};
