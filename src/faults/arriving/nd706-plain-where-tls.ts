import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { requestsSent } from "../needs/http.ts";
import { attempts } from "../needs/traffic.ts";

export const plainWhereTls = defineFault({
  code: "ND706",
  title: "The port speaks plain HTTP and is asked over TLS",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  needs: { requests: requestsSent, attempts: ifSeen(attempts) },
  check({ requests, attempts }, { hop, flow }) {
    const [first, second] = requests;
    // A program that waits for the end of a line waits for ever in a TLS handshake.
    const failed = first?.scheme === "https" && first.tlsMs === undefined && first.end !== "not-connected";
    if (!failed) return;
    // A TLS server answers plain HTTP with 400: then TLS failed for a reason of its own.
    if (second?.scheme !== "http" || second.end !== "answered" || second.status === 400) return;
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
