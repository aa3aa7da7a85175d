import { attemptsOf, type Attempts } from "../../journey/packets/attempts.ts";
import type { Need } from "../define-fault.ts";

/** The same target from the source's node, which sends with an address of its own. */
export const fromSourceNode: Need<Attempts> = {
  name: "packets from the source's node",
  take: ({ flow, evidence }) => attemptsOf(evidence, flow, "source-node"),
};
