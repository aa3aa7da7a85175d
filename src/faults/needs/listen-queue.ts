import { listenQueueGate, type QueueFull } from "../../gates/listen-queue.ts";
import type { Gate } from "../../gates/gate.ts";
import type { Need } from "../define-fault.ts";

/** Whether the socket at the hop has room for the packets. */
export const listenQueue: Need<Gate<QueueFull>> = {
  name: "queue of the listening socket",
  take: ({ hop, flow, evidence }) =>
    hop.place
      ? { seen: listenQueueGate(hop.place, flow, evidence) }
      : {
          notSeen: {
            why: "no-pod",
            detail: `there is nowhere to stand at ${hop.name}`,
            next: "look there by hand",
          },
        },
};
