import { defineFault, ifSeen } from "../define-fault.ts";
import { countedAlone } from "../../journey/hops/drop.ts";
import { policy } from "../needs/declared.ts";
import { drop } from "../needs/firewall.ts";
import { lookup, lookupDrop } from "../needs/names.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { denial } from "./policy-denial.ts";

export const egressDenied = defineFault({
  code: "ND420",
  title: "No egress rule lets the source out to the destination",
  at: ["node-out"],
  gate: "rules",
  foretells: "stops",
  needs: {
    policy,
    drop: ifSeen(drop),
    lookup: ifSeen(lookup),
    lookupDrop: ifSeen(lookupDrop),
    passage: ifSeen(passage),
    attempts: ifSeen(attempts),
  },
  check({ policy, drop, lookup = [], lookupDrop, passage, attempts }, { hop, flow, snapshot }) {
    // The same rule may have counted the questions to the DNS as well: those are ND101's.
    const asked = lookup.filter(({ outcome }) => outcome !== "answered").length;
    const own = drop && countedAlone(drop, lookupDrop, asked);
    return denial("egress", { policy, drop: own, passage, attempts }, hop, flow, snapshot);
  },
});
