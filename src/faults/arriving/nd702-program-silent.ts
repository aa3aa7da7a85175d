import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { requestGate, type Unserved } from "../../gates/requests.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const programSilent = defineStop({
  code: "ND702",
  title: "The program accepts connections and does not answer",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  stop: only(gateOf("requests over connections that stand", requestGate), isSilent),
  tells: { attempts },
  name({ request: silent }, { attempts }, { hop, flow }) {
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

function isSilent(stop: Unserved): stop is Extract<Unserved, { is: "silent" }> {
  return stop.is === "silent";
}
