import type { ConntrackEntry } from "../../netstack/seen/conntrack.ts";
import { staleEntries } from "../../journey/services/tracked.ts";
import type { Need } from "../define-fault.ts";

/** Entries that send the client's datagrams to nobody that stands behind the Service. */
export const stale: Need<readonly ConntrackEntry[]> = {
  name: "tracked connections to the Service",
  take({ flow, snapshot, evidence }) {
    const sight = staleEntries(flow, snapshot, evidence);
    // Runs saved before this was looked at have nothing to tell of it.
    return sight.notSeen?.why === "not-asked" ? { seen: [] } : sight;
  },
};
