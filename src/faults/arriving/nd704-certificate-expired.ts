import { connectionsStood, programOf, requestEnded } from "./served.ts";
import { certificateGate } from "../../gates/requests.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const certificateExpired = defineStop({
  code: "ND704",
  title: "The certificate has expired",
  at: ["socket"],
  gate: "program",
  foretells: "spoils",
  stop: gateOf("requests to the program", certificateGate),
  tells: { attempts },
  name({ request, on }, { attempts }, { hop, flow }) {
    return {
      says: `The certificate that ${hop.name} shows on ${flow.port} expired on ${on}: clients that check it refuse the connection.`,
      because: [
        requestEnded(request, `was shown a certificate that ended on ${on}`),
        ...connectionsStood(attempts),
      ],
      ...programOf(flow.to, "renew the certificate, and let the program load it again"),
    };
  },
});
