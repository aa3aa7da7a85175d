import { couldNotLook, placesLookedFrom } from "./could-not-look.ts";
import { defineFault } from "../define-fault.ts";
import { notSeenHere } from "../needs/not-seen.ts";

export const nowhereToStand = defineFault({
  code: "ND902",
  title: "There is nowhere to stand: no prober pod, no container, no answer from the node",
  at: placesLookedFrom,
  gate: "looking",
  foretells: "hides",
  needs: { reasons: notSeenHere },
  check({ reasons }, { hop }) {
    return couldNotLook(
      reasons,
      ["no-pod", "node-unreachable", "failed", "timed-out"],
      hop,
      (first) => `I could not look on ${hop.node ?? hop.name}: ${first.detail}`,
    );
  },
});
