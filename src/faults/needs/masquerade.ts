import { attemptsOf, type Attempts } from "../../journey/packets/attempts.ts";
import type { Gate } from "../../gates/gate.ts";
import { masqueradeGate, type NotMasqueraded } from "../../gates/masquerade.ts";
import type { Need } from "../define-fault.ts";

/** Whether the source's node masquerades what its pod sends to somewhere outside. */
export const masquerade: Need<Gate<NotMasqueraded>> = {
  name: "masquerading of the source",
  take: ({ flow, snapshot, evidence }) => ({ seen: masqueradeGate(flow, snapshot, evidence) }),
};

/** The same target from the source's node, which sends with an address of its own. */
export const fromSourceNode: Need<Attempts> = {
  name: "packets from the source's node",
  take: ({ flow, evidence }) => attemptsOf(evidence, flow, "source-node"),
};
