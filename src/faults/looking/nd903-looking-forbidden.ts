import { couldNotLook, placesLookedFrom } from "./could-not-look.ts";
import { defineFault } from "../define-fault.ts";
import { notSeenHere } from "../needs/not-seen.ts";

export const lookingForbidden = defineFault({
  code: "ND903",
  title: "netdiag may not look there",
  at: placesLookedFrom,
  gate: "looking",
  foretells: "hides",
  needs: { reasons: notSeenHere },
  check({ reasons }, { hop }) {
    return couldNotLook(
      reasons,
      ["forbidden"],
      hop,
      (first) => `I may not look on ${hop.node ?? hop.name}: ${first.detail}`,
    );
  },
});
