import type { HttpExchange } from "../probes/senders/http-request.ts";
import { answersInside, httpExchanges } from "../journey/services/http.ts";
import { notKnown, passes, stops, stopsSome, type Gate, type Scene } from "./gate.ts";

/** Connections stand, and a request over them goes wrong. */
export type Unserved =
  /** The program ends the connection without a byte, or resets it. */
  | { readonly is: "cut off"; readonly request: HttpExchange }
  /** It says nothing, nor does it to a request from inside its own pod. */
  | { readonly is: "silent"; readonly request: HttpExchange }
  /** From inside its own pod the same is answered: what is sent over standing connections is lost on this way. */
  | { readonly is: "lost on this way"; readonly request: HttpExchange };

/** Whether a request over a connection that stands is answered. Passes where nothing says that the program speaks HTTP. */
export function requestGate({ flow, evidence }: Pick<Scene, "flow" | "evidence">): Gate<Unserved> {
  const sent = httpExchanges(flow, evidence);
  if (sent.notSeen) {
    const never = sent.notSeen.why === "not-asked" || sent.notSeen.why === "no-pod";
    return never ? passes : notKnown(sent.notSeen.detail);
  }
  const inside = answersInside(flow, evidence);
  const lost = unserved(sent.seen, ["silent", "closed", "reset"]);
  if (inside === true) return lost ? stopsSome({ is: "lost on this way", request: lost }) : passes;
  const cut = unserved(sent.seen, ["closed", "reset"]);
  if (cut) return stops({ is: "cut off", request: cut });
  if (!lost) return passes;
  return inside === undefined
    ? notKnown("whether the program answers inside its own pod was not seen")
    : stops({ is: "silent", request: lost });
}

/**
 * The request that went wrong like this, where the program is asked in what it speaks: one that agrees on no TLS was asked in the
 * wrong tongue, which tells nothing of how it answers. Undefined also where another request was answered.
 */
export function unserved(
  requests: readonly HttpExchange[],
  ends: readonly HttpExchange["end"][],
): HttpExchange | undefined {
  if (requests.some(({ end }) => end === "answered")) return undefined;
  return requests.find(
    ({ scheme, end, tlsMs }) => ends.includes(end) && (scheme === "http" || tlsMs !== undefined),
  );
}
