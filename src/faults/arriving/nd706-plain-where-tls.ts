import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { tlsAskedGate } from "../../gates/requests.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const plainWhereTls = defineStop({
  code: "ND706",
  title: "The port speaks plain HTTP and is asked over TLS",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  stop: gateOf("requests to the program", tlsAskedGate),
  tells: { attempts },
  name({ asked: first, spoken: second }, { attempts }, { hop, flow }) {
    const typed = flow.asked?.scheme === "https";
    return {
      says: `${hop.name} speaks plain HTTP on ${flow.port}, and ${typed ? "is asked over TLS (https)" : "its port is declared as https"}: no TLS is agreed on, and in plain HTTP it answers${second.status === undefined ? "" : ` ${second.status}`}.`,
      because: [
        requestEnded(first, "agreed on no TLS"),
        requestEnded(second, `was answered ${second.status ?? ""}`.trim()),
        ...connectionsStood(attempts),
      ],
      ...programOf(
        flow.to,
        typed
          ? `ask with http://, or let the program serve TLS on ${flow.port}`
          : `declare the port as http (its name, appProtocol, the proxy's annotation), or let the program serve TLS on ${flow.port}`,
      ),
    };
  },
});
