import type { HttpExchange } from "../../probes/http-request.ts";
import { httpExchanges } from "../../walk/http.ts";
import type { Need } from "../define-fault.ts";

/** What requests to the flow's target brought; not seen where nothing says that it speaks HTTP. */
export const requests: Need<readonly HttpExchange[]> = {
  name: "HTTP request",
  take: ({ flow, evidence }) => httpExchanges(flow, evidence),
};
