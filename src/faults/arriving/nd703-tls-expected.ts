import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { plainAskedGate } from "../../gates/requests.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const tlsExpected = defineStop({
  code: "ND703",
  title: "The port speaks TLS and is declared as plain HTTP",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  stop: gateOf("requests to the program", plainAskedGate),
  tells: { attempts },
  name({ asked: plain, spoken: secure }, { attempts }, { hop, flow }) {
    return {
      says: `${hop.name} speaks TLS on ${flow.port}: asked in plain HTTP it ${plain.status === undefined ? "gives no answer" : `answers ${plain.status}`}, over TLS ${secure.status ?? "it answers"}.`,
      because: [
        requestEnded(secure, `was answered ${secure.status ?? ""}`.trim()),
        requestEnded(plain, plain.status === undefined ? "got no answer" : `was answered ${plain.status}`),
        ...connectionsStood(attempts),
      ],
      ...programOf(
        flow.to,
        `ask with https, or tell the proxy so (ingress-nginx: annotation nginx.ingress.kubernetes.io/backend-protocol: HTTPS)`,
      ),
    };
  },
});
