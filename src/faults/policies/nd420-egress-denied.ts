import { egressGate } from "../../gates/policy-denial.ts";
import { countedAlone } from "../../journey/hops/drop.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { drop } from "../needs/firewall.ts";
import { lookup, lookupDrop } from "../needs/names.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { denial } from "./policy-denial.ts";

export const egressDenied = defineStop({
  code: "ND420",
  title: "No egress rule lets the source out to the destination",
  at: ["node-out"],
  gate: "rules",
  foretells: "stops",
  stop: gateOf("policies of the source", egressGate),
  tells: { drop, lookup, lookupDrop, passage, attempts },
  name({ said }, { drop, lookup = [], lookupDrop, passage, attempts }, standpoint) {
    // The same rule may have counted the questions to the DNS as well.
    const asked = lookup.filter(({ outcome }) => outcome !== "answered").length;
    const own = drop && countedAlone(drop, lookupDrop, asked);
    return denial(said, { drop: own, passage, attempts }, standpoint);
  },
});
