import type { Gate } from "../../gates/gate.ts";
import { ownRulesGate, type StoppedInside } from "../../gates/own-rules.ts";
import type { Need } from "../define-fault.ts";

/** Whether the rules inside the pod at this hop let the packet pass. */
export const ownRules: Need<Gate<StoppedInside>> = {
  name: "rules inside the pod",
  take: ({ hop, path, flow, evidence }) => ({ seen: ownRulesGate(hop, path, flow, evidence) }),
};
