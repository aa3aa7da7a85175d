import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { requestsSent } from "../needs/http.ts";
import { attempts } from "../needs/traffic.ts";

export const tlsExpected = defineFault({
  code: "ND703",
  title: "The port speaks TLS and is declared as plain HTTP",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  needs: { requests: requestsSent, attempts: ifSeen(attempts) },
  check({ requests, attempts }, { hop, flow }) {
    const plain = requests.find(({ scheme }) => scheme === "http");
    const secure = requests.find(({ scheme, end }) => scheme === "https" && end === "answered");
    if (!plain || !secure) return;
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
