import { attemptsOf, type Attempts } from "../../journey/packets/attempts.ts";
import { passages, type Passage } from "../../journey/hops/passage.ts";
import { arrivedFrom } from "../../journey/packets/arrived.ts";
import type { Need } from "../define-fault.ts";

/** What became of the fresh packets of the flow. */
export const attempts: Need<Attempts> = {
  name: "attempts",
  take: ({ flow, evidence }) => attemptsOf(evidence, flow),
};

/** Whether any interface of the receiver's node saw them: packets on the target's, answers on the source's. */
export const arrived: Need<boolean> = {
  name: "arrival",
  take: ({ flow, hop, evidence }) => arrivedFrom(hop, flow, evidence),
};

/** Of the hop before this one. */
export const passageBefore: Need<Passage | undefined> = {
  name: "passage of the hop before",
  take: ({ flow, path, hop, evidence }) => ({
    seen: passages(flow, path, evidence)[path.indexOf(hop) - 1],
  }),
};

/** Of the source's node, on which the packets go on from the Service. */
export const passageAtNode: Need<Passage | undefined> = {
  name: "passage of the source's node",
  take: ({ flow, path, evidence }) => ({
    seen: passages(flow, path, evidence)[path.findIndex(({ kind }) => kind === "node-out")],
  }),
};

/** How many of them came to the target's socket, and how it answered. */
export const passageAtTarget: Need<Passage | undefined> = {
  name: "arrival at the target",
  take: ({ flow, path, evidence }) => ({
    seen: passages(flow, path, evidence)[path.findIndex(({ kind }) => kind === "socket")],
  }),
};

/** How many of them were seen to enter and leave the hop. */
export const passage: Need<Passage> = {
  name: "passage",
  take({ flow, path, hop, evidence }) {
    const found = passages(flow, path, evidence)[path.indexOf(hop)];
    return found
      ? { seen: found }
      : {
          notSeen: {
            why: "not-asked",
            detail: `${hop.name} is not on the path`,
            next: "run the question again",
          },
        };
  },
};
