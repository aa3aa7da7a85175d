import { connectionsStood, requestEnded } from "./served.ts";
import { requestGate, type Unserved } from "../../gates/requests.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const dataLost = defineStop({
  code: "ND705",
  title: "Connections stand, and what is sent over them gets no answer on this way",
  at: ["socket"],
  gate: "program",
  foretells: "stops-some",
  stop: only(gateOf("requests over connections that stand", requestGate), isLost),
  tells: { attempts },
  name({ request: lost }, { attempts }, { hop, flow }) {
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

function isLost(stop: Unserved): stop is Extract<Unserved, { is: "lost on this way" }> {
  return stop.is === "lost on this way";
}
