import type { Flow } from "../model/flow.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
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
  return onRequests<Unserved>(flow, evidence, (requests) => {
    const inside = answersInside(flow, evidence);
    const lost = unserved(requests, ["silent", "closed", "reset"]);
    if (inside === true) return lost ? stopsSome({ is: "lost on this way", request: lost }) : passes;
    const cut = unserved(requests, ["closed", "reset"]);
    if (cut) return stops({ is: "cut off", request: cut });
    if (!lost) return passes;
    return inside === undefined
      ? notKnown("whether the program answers inside its own pod was not seen")
      : stops({ is: "silent", request: lost });
  });
}

/** A program speaks the other of plain HTTP and TLS than it is asked in: how each of the two ended. */
export interface WrongTongue {
  readonly asked: HttpExchange;
  readonly spoken: HttpExchange;
}

/** Whether a port that is asked in plain HTTP speaks TLS. */
export function plainAskedGate({ flow, evidence }: Pick<Scene, "flow" | "evidence">): Gate<WrongTongue> {
  return onRequests(flow, evidence, (requests) => {
    const asked = requests.find(({ scheme }) => scheme === "http");
    const spoken = requests.find(({ scheme, end }) => scheme === "https" && end === "answered");
    return asked && spoken ? stops({ asked, spoken }) : passes;
  });
}

/** Whether a port that is asked over TLS speaks plain HTTP. */
export function tlsAskedGate({ flow, evidence }: Pick<Scene, "flow" | "evidence">): Gate<WrongTongue> {
  return onRequests(flow, evidence, ([asked, spoken]) => {
    // A program that waits for the end of a line waits for ever in a TLS handshake.
    const failed = asked?.scheme === "https" && asked.tlsMs === undefined && asked.end !== "not-connected";
    if (!failed || spoken?.scheme !== "http") return passes;
    // A TLS server answers plain HTTP with 400: then TLS failed for a reason of its own.
    return spoken.end === "answered" && spoken.status !== 400 ? stops({ asked, spoken }) : passes;
  });
}

/** A certificate that was shown had ended by then. */
export interface Expired {
  readonly request: HttpExchange;
  readonly on: string;
}

/** Whether the certificate that a program shows is still good. */
export function certificateGate({ flow, evidence }: Pick<Scene, "flow" | "evidence">): Gate<Expired> {
  return onRequests(flow, evidence, (requests) => {
    const request = requests.find(({ expired }) => expired !== undefined);
    return request?.expired === undefined ? passes : stops({ request, on: request.expired });
  });
}

/** What requests to the flow's target brought. Passes where none was sent: nothing says that it speaks HTTP, or no connection stood. */
function onRequests<Stop>(
  flow: Flow,
  evidence: EvidenceIndex,
  gate: (requests: readonly HttpExchange[]) => Gate<Stop>,
): Gate<Stop> {
  const sent = httpExchanges(flow, evidence);
  if (!sent.notSeen) return gate(sent.seen);
  const never = sent.notSeen.why === "not-asked" || sent.notSeen.why === "no-pod";
  return never ? passes : notKnown(sent.notSeen.detail);
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
