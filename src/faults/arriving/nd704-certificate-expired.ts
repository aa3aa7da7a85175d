import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { requestsSent } from "../needs/http.ts";
import { attempts } from "../needs/traffic.ts";

export const certificateExpired = defineFault({
  code: "ND704",
  title: "The certificate has expired",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  needs: { requests: requestsSent, attempts: ifSeen(attempts) },
  check({ requests, attempts }, { hop, flow }) {
    const shown = requests.find(({ expired }) => expired !== undefined);
    if (shown?.expired === undefined) return;
    return {
      says: `The certificate that ${hop.name} shows on ${flow.port} expired on ${shown.expired}: clients that check it refuse the connection.`,
      because: [
        requestEnded(shown, `was shown a certificate that ended on ${shown.expired}`),
        ...connectionsStood(attempts),
      ],
      ...programOf(flow.to, "renew the certificate, and let the program load it again"),
    };
  },
});
