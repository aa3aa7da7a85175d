import { attemptsOf, type Attempts } from "../../walk/attempts.ts";
import { passages, type Passage } from "../../walk/passage.ts";
import type { Need } from "../define-fault.ts";

/** What became of the fresh packets of the flow. */
export const attempts: Need<Attempts> = {
  name: "attempts",
  take: ({ flow, evidence }) => attemptsOf(evidence, flow),
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
