import type { Gate } from "../../gates/gate.ts";
import { deafPodGate, type DeafPod } from "../../gates/deaf-pod.ts";
import { wayOutGate, type NoWayOut } from "../../gates/own-route.ts";
import { attemptsOf, type Attempts } from "../../journey/packets/attempts.ts";
import { serviceAttempts } from "../../journey/services/service-traffic.ts";
import type { Need } from "../define-fault.ts";

/** Whether the one who sends at this hop has a way out for it. */
export const ownRoute: Need<Gate<NoWayOut>> = {
  name: "route of the sender's own",
  take: ({ hop, flow, evidence }) => ({ seen: wayOutGate(hop, flow, evidence) }),
};

/** Whether the target pod tells its node which MAC address it has, where the node asks in vain. */
export const deafPod: Need<Gate<DeafPod>> = {
  name: "answer of the target pod to its node",
  take: ({ path, flow, evidence }) => ({ seen: deafPodGate(path, flow, evidence) }),
};

/** What became of the packets sent at this hop: to the Service's address where that is asked. */
export const ownAttempts: Need<Attempts> = {
  name: "packets sent here",
  take: ({ hop, flow, evidence }) =>
    hop.kind === "service" ? serviceAttempts(flow, evidence) : attemptsOf(evidence, flow),
};
