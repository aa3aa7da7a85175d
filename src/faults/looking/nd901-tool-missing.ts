import { couldNotLook, placesLookedFrom } from "./could-not-look.ts";
import { defineFault } from "../define-fault.ts";
import { notSeenHere } from "../needs/not-seen.ts";

export const toolMissing = defineFault({
  code: "ND901",
  title: "A program netdiag needs is missing on the node's prober, or prints what it cannot read",
  at: placesLookedFrom,
  gate: "looking",
  foretells: "hides",
  needs: { reasons: notSeenHere },
  check({ reasons }, { hop }) {
    return couldNotLook(
      reasons,
      ["tool-missing", "unreadable"],
      hop,
      (first, count) =>
        `On ${hop.node ?? "the node"} ${count === 1 ? "one look" : `${count} looks`} failed for want of a program: ${first.detail}`,
    );
  },
});
