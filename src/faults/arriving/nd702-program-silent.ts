import { connectionsStood, programOf, requestEnded, unserved } from "./served.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { requestsSent, servesInside } from "../needs/http.ts";
import { attempts } from "../needs/traffic.ts";

export const programSilent = defineFault({
  code: "ND702",
  title: "The program accepts connections and does not answer",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  needs: { requests: requestsSent, inside: servesInside, attempts: ifSeen(attempts) },
  check({ requests, inside, attempts }, { hop, flow }) {
    const silent = unserved(requests, ["silent"]);
    // What answers inside its own pod is not why: that is ND705.
    if (!silent || inside === true) return;
    if (inside === undefined)
      return { cannotTell: "whether the program answers inside its own pod was not seen" };
    return {
      says: `The program in ${hop.name} accepts a connection on ${flow.port} and gives no answer to a request within 2 s.`,
      because: [requestEnded(silent, "got no first byte within 2 s"), ...connectionsStood(attempts)],
      ...programOf(
        flow.to,
        "look at the program's own log and load: it is stuck, slow, or waits for something behind it",
      ),
    };
  },
});
