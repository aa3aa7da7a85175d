import type { HttpExchange } from "../../probes/senders/http-request.ts";
import { answersInside, httpExchanges } from "../../journey/services/http.ts";
import type { Need } from "../define-fault.ts";

/** What requests to the flow's target brought. Empty where none was sent: nothing says that it speaks HTTP, or no connection stood. */
export const requestsSent: Need<readonly HttpExchange[]> = {
  name: "HTTP requests",
  take({ flow, evidence }) {
    const sight = httpExchanges(flow, evidence);
    return sight.notSeen?.why === "not-asked" || sight.notSeen?.why === "no-pod" ? { seen: [] } : sight;
  },
};

/** Whether the program answers a request from inside its own pod; undefined where that was not tried. */
export const servesInside: Need<boolean | undefined> = {
  name: "HTTP request inside the target",
  take: ({ flow, evidence }) => ({ seen: answersInside(flow, evidence) }),
};
