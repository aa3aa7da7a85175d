/** A failure from a log into a question: from the controller to the upstream. */
import type { Question, Symptom, Target } from "../model/question.ts";
import { unreachedStatuses, type LoggedFailure } from "./log-line.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { isRefused, readName, readTarget, type EndRead } from "./target.ts";

/** The controller, under the name every installation gives it. */
const controller: Target = { type: "object", name: "ingress-nginx" };

export function symptomOf({ status, upstream, kind, line }: LoggedFailure): Symptom {
  return {
    status,
    ...(upstream === undefined ? {} : { upstream }),
    ...(kind === undefined ? {} : { kind }),
    line,
  };
}

/**
 * The upstream's name without an address (503: no endpoint). Namespace, Service and port are joined by dashes, so only
 * three plain parts can be told apart; anything longer stays one name, and who knows the cluster splits it.
 */
function upstreamEnd(upstream: string): EndRead | undefined {
  const [namespace, name, port, ...more] = upstream.split("-");
  if (namespace && name && port && more.length === 0) {
    const end = readTarget(`svc/${namespace}/${name}:${port}`);
    return isRefused(end) ? undefined : end;
  }
  const whole = readName(upstream, "service");
  return isRefused(whole) ? undefined : whole;
}

export function loggedQuestion(
  failure: LoggedFailure,
  text: string,
): { readonly question: Question } | { readonly refusal: Refusal } {
  const { status, upstream, address } = failure;
  const addressed = address === undefined ? undefined : readTarget(address);
  const end =
    addressed && !isRefused(addressed)
      ? addressed
      : upstream === undefined
        ? undefined
        : upstreamEnd(upstream);
  if (!end)
    return refuse(
      "This log line names no upstream: the controller found no Ingress rule or no address for the request. Name the Service you expected.",
      "ingress-nginx -> test/productpage:9080",
    );
  if (!unreachedStatuses.has(status))
    return refuse(
      `Status ${status} says that the upstream answered. Paste a line with 499, 502, 503 or 504, or ask about the upstream itself.`,
      `ingress-nginx -> ${address ?? "productpage"}`,
    );
  return {
    question: {
      text,
      from: controller,
      to: end.target,
      ...(end.port === undefined ? {} : { port: end.port }),
      symptom: symptomOf(failure),
    },
  };
}
