import type { NotSeen } from "../../model/evidence.ts";
import { placeKey } from "../../model/place.ts";
import { attemptsOf } from "../../journey/packets/attempts.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import type { Need } from "../define-fault.ts";

/** Every reason why something at the hop's place, or on its node, was not seen; each reason once. */
export const notSeenHere: Need<readonly NotSeen[]> = {
  name: "what was not seen",
  take({ hop, flow, evidence }) {
    const keys = new Set([
      ...(hop.place ? [placeKey(hop.place)] : []),
      ...(hop.node === undefined ? [] : [placeKey(nodePlace(hop.node))]),
    ]);
    const reasons = new Map<string, NotSeen>();
    for (const { place, notSeen } of evidence.notSeen())
      if (keys.has(placeKey(place))) reasons.set(`${notSeen.why} ${notSeen.detail}`, notSeen);
    // What the senders printed is read where it is needed; that it cannot be read is told here.
    const { notSeen } = hop.kind === "source" ? attemptsOf(evidence, flow) : {};
    if (notSeen && notSeen.why !== "not-asked") reasons.set(`${notSeen.why} ${notSeen.detail}`, notSeen);
    return { seen: [...reasons.values()] };
  },
};
