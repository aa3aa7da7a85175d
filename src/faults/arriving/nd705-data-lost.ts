import { connectionsStood, requestEnded, unserved } from "./served.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { requestsSent, servesInside } from "../needs/http.ts";
import { attempts } from "../needs/traffic.ts";

export const dataLost = defineFault({
  code: "ND705",
  title: "Connections stand, and what is sent over them gets no answer on this way",
  at: ["socket"],
  gate: "program",
  foretells: "stops-some",
  needs: { requests: requestsSent, inside: servesInside, attempts: ifSeen(attempts) },
  check({ requests, inside, attempts }, { hop, flow }) {
    const lost = unserved(requests, ["silent", "closed", "reset"]);
    if (!lost || inside !== true) return;
    return {
      says: `${hop.name} accepts connections on ${flow.port} and answers a request from inside its own pod, but none that comes this way: something between loses or ends what is sent over a connection that stands.`,
      because: [
        requestEnded(lost, lost.end === "silent" ? "got no first byte within 2 s" : "was cut off"),
        { source: "probe", says: "the same request from inside the pod was answered" },
        ...connectionsStood(attempts),
      ],
      fix: {
        summary:
          "look for what treats packets of standing connections otherwise than new ones: a rule about ESTABLISHED, length or contents, a proxy or sidecar in between, or a program that refuses this client",
        commands: [
          "iptables-save -c   # on the nodes of both ends, twice: which rule counts with each request",
        ],
        checked: false,
      },
    };
  },
});
