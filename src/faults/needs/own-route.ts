import type { Gate } from "../../gates/gate.ts";
import { ownRouteGate, sentAt, type NoWayOut } from "../../gates/own-route.ts";
import { attemptsOf, type Attempts } from "../../journey/packets/attempts.ts";
import { serviceAttempts } from "../../journey/services/service-traffic.ts";
import type { Need } from "../define-fault.ts";

/** Whether the routes of the one who sends at this hop lead the packet out; `undefined` where nothing is sent. */
export const ownRoute: Need<Gate<NoWayOut> | undefined> = {
  name: "route of the sender's own",
  take({ hop, flow, evidence }) {
    const packet = sentAt(hop, flow);
    return { seen: packet && ownRouteGate(packet, evidence) };
  },
};

/** What became of the packets sent at this hop: to the Service's address where that is asked. */
export const ownAttempts: Need<Attempts> = {
  name: "packets sent here",
  take: ({ hop, flow, evidence }) =>
    hop.kind === "service" ? serviceAttempts(flow, evidence) : attemptsOf(evidence, flow),
};
