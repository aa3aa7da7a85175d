import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { requestGate, type Unserved } from "../../gates/requests.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const programCloses = defineStop({
  code: "ND701",
  title: "The program closes connections without an answer",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  stop: only(gateOf("requests over connections that stand", requestGate), isCutOff),
  tells: { attempts },
  name({ request: cut }, { attempts }, { hop, flow }) {
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

function isCutOff(stop: Unserved): stop is Extract<Unserved, { is: "cut off" }> {
  return stop.is === "cut off";
}
