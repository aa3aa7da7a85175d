import type { HttpExchange } from "../../probes/senders/http-request.ts";
import { httpExchanges } from "../../journey/services/http.ts";
import type { Need } from "../define-fault.ts";

/** What requests to the flow's target brought. Empty where none was sent: nothing says that it speaks HTTP, or no connection stood. */
export const requestsSent: Need<readonly HttpExchange[]> = {
  name: "HTTP requests",
  take({ flow, evidence }) {
    const sight = httpExchanges(flow, evidence);
    return sight.notSeen?.why === "not-asked" || sight.notSeen?.why === "no-pod" ? { seen: [] } : sight;
  },
};
