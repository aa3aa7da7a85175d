/** What the faults of programs that are reached share: connections that stand, and requests that fail on them. */
import type { Endpoint } from "../../model/endpoint.ts";
import type { Because, Finding } from "../../model/finding.ts";
import type { HttpExchange } from "../../probes/senders/http-request.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";

/** How long each part of a request took, as people read it: `connected after 0.4 ms, TLS after 3 ms`. */
function timesOf({ connectedMs, tlsMs, firstByteMs }: HttpExchange): string {
  const parts = [
    ["connected", connectedMs],
    ["TLS", tlsMs],
    ["first byte", firstByteMs],
  ] as const;
  return parts
    .flatMap(([name, time]) => (time === undefined ? [] : [`${name} after ${shortMs(time)}`]))
    .join(", ");
}

const shortMs = (time: number): string => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;

/** That the connections themselves stood, which is what the network is for. */
export function connectionsStood(attempts: Attempts | undefined): readonly Because[] {
  if (!attempts || attempts.answered === 0) return [];
  return [
    { source: "kernel", says: `${attempts.answered} of ${attempts.sent} fresh connections were accepted` },
  ];
}

/** One request and how it ended. */
export function requestEnded(exchange: HttpExchange, says: string): Because {
  const times = timesOf(exchange);
  return {
    source: "probe",
    says: `one request (${exchange.scheme.toUpperCase()} HEAD /) ${says}${times === "" ? "" : `: ${times}`}`,
  };
}

/** The pod, and where to read on: a program's own trouble stands in its log. */
export function programOf(to: Endpoint, summary: string): Pick<Finding, "object" | "node" | "fix"> {
  if (to.type !== "pod") return { fix: { summary, checked: false } };
  return {
    object: { kind: "Pod", namespace: to.namespace, name: to.name },
    node: to.node,
    fix: { summary, commands: [`kubectl -n ${to.namespace} logs ${to.name}`], checked: false },
  };
}
