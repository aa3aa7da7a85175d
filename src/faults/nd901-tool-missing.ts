import { couldNotLook, placesLookedFrom } from "./could-not-look.ts";
import { defineFault } from "./define-fault.ts";
import { notSeenHere } from "./needs/not-seen.ts";

export const toolMissing = defineFault({
  code: "ND901",
  title: "A program is missing on the prober image",
  at: placesLookedFrom,
  stops: "none",
  needs: { reasons: notSeenHere },
  check({ reasons }, { hop }) {
    return couldNotLook(
      reasons,
      ["tool-missing"],
      hop,
      (first, count) =>
        `On ${hop.node ?? "the node"} ${count === 1 ? "a program is" : `${count} programs are`} missing: ${first.detail}`,
    );
  },
});
