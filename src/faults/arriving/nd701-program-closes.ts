import { connectionsStood, programOf, requestEnded, unserved } from "./served.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { requestsSent, servesInside } from "../needs/http.ts";
import { attempts } from "../needs/traffic.ts";

export const programCloses = defineFault({
  code: "ND701",
  title: "The program closes connections without an answer",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  needs: { requests: requestsSent, inside: servesInside, attempts: ifSeen(attempts) },
  check({ requests, inside, attempts }, { hop, flow }) {
    const cut = unserved(requests, ["closed", "reset"]);
    // What answers inside its own pod is not why: that is ND705.
    if (!cut || inside === true) return;
    const how = cut.end === "closed" ? "closes it without a byte" : "resets it";
    return {
      says: `The program in ${hop.name} accepts a connection on ${flow.port} and ${how} when it is asked something.`,
      because: [
        requestEnded(cut, cut.end === "closed" ? "got no byte" : "was reset"),
        ...connectionsStood(attempts),
      ],
      ...programOf(
        flow.to,
        "look at the program's own log: it crashes on requests, is overloaded, or speaks another protocol on this port",
      ),
    };
  },
});
