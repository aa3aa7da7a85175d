/** What a pasted log line means, and whether what was found explains it. */
import type { Symptom, SymptomKind } from "../model/question.ts";
import type { WeighedFinding, FlowReport, Verdict } from "../model/report.ts";
import type { HttpExchange } from "../probes/senders/http-request.ts";

/** The line in the network's words. */
const meanings: Readonly<Record<SymptomKind, string>> = {
  refused: "the connection was refused: nobody listened there, or a rule rejected it",
  unreachable: "there was no way to the address",
  "connect-timeout": "the connection was never answered: packets were lost on the way there or back",
  "not-permitted": "the client's own machine did not let the packet out",
  "read-timeout": "the connection stood, and no answer came over it in time",
  closed: "the connection stood, and the application closed it before it answered",
  reset: "the connection stood, and was reset before the answer was complete",
  tls: "the connection stood, and the two sides did not agree on TLS",
  timeout: "no answer came in time, to the connection or to the request",
  "no-endpoint": "the proxy knew no endpoint to send the request to",
  "name-unknown": "DNS answered that the name does not exist, so there was no address to connect to",
  "name-unanswered": "DNS gave no answer for the name, so there was no address to connect to",
};

/** Statuses whose line says no more. */
const statusMeanings: Readonly<Record<number, string>> = {
  499: "the client gave up before an answer came",
  502: "the connection failed, or was closed before an answer came",
  503: "there was no endpoint, or the application itself said that it is not available",
  504: "no answer came in time, to the connection or to the request",
};

const stood: ReadonlySet<SymptomKind> = new Set(["read-timeout", "closed", "reset", "tls"]);

export interface Found {
  readonly verdict: Verdict;
  readonly cause: WeighedFinding | undefined;
  /** What the program does with connections that stand. */
  readonly beyond: WeighedFinding | undefined;
  readonly flows: readonly FlowReport[];
  /** How requests went, where some were sent. */
  readonly requests: readonly HttpExchange[];
}

/**
 * One or two sentences; undefined where the status is none that a proxy gives for an upstream it did not reach.
 * Example: "The 502 in the log means: the connection stood, and the application closed it before it answered. …"
 */
export function symptomSaying(symptom: Symptom, found: Found): string | undefined {
  const { kind, status, line } = symptom;
  const meaning =
    kind !== undefined ? meanings[kind] : status !== undefined ? statusMeanings[status] : undefined;
  if (meaning === undefined) return undefined;
  // An error line of nginx names no status: the one it then answers with was never in that log.
  const isWritten = status !== undefined && new RegExp(`\\b${status}\\b`).test(line);
  const told = isWritten ? `The ${status} in the log means` : "The error that was seen means";
  return `${told}: ${meaning}. ${explained(kind, found)}`;
}

function explained(kind: SymptomKind | undefined, found: Found): string {
  const { verdict, cause, beyond, requests } = found;
  if (verdict === "unknown") return "Whether that is still so could not be seen.";
  if (verdict === "reachable") {
    const answered = requests.find(({ end }) => end === "answered");
    if (beyond)
      return "It comes from the application, not from the network: connections stand, and it still behaves like that.";
    const now = answered
      ? `connections stand and a request was answered with ${answered.status ?? "a status"} now`
      : "connections stand now";
    return kind !== undefined && stood.has(kind)
      ? `Packets do not do that: ${now}, so the application answered that way, and may do so again.`
      : `It is over, or it comes and goes: ${now}.`;
  }
  if (!cause) return "What keeps the packets from arriving would explain it; what that is was not found.";
  if (kind !== undefined && stood.has(kind) && !losesSome(found))
    return "What was found does not explain it alone: with that in the way no new connection would have stood. The line is older than the cause, or comes from a connection made before.";
  return agrees(kind, found)
    ? "What was found explains it."
    : `What was found does not look like that now: ${failureOf(found) ?? "connections fail otherwise"}. Something changed since, or there is a second cause.`;
}

/** Where some packets pass a connection may stand and its answer be lost. */
function losesSome({ verdict, cause }: Found): boolean {
  return verdict === "partial" || cause?.code === "ND520";
}

/** Whether fresh connections fail as those in the log did: refused, or never answered. */
function agrees(kind: SymptomKind | undefined, found: Found): boolean {
  const failure = failureOf(found);
  if (failure === undefined) return true;
  const refused = /refused/i.test(failure);
  const lost = /timed out|no answer/i.test(failure);
  if (kind === "refused") return !lost;
  if (kind === "connect-timeout") return !refused;
  return true;
}

function failureOf({ flows }: Found): string | undefined {
  return flows.flatMap(({ main }) => (main?.failure === undefined ? [] : [main.failure]))[0];
}
