/** Whether a flow's target is meant to speak HTTP, and what a request to it brought. */
import type { Sight } from "../../model/evidence.ts";
import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { Symptom } from "../../model/question.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { httpRequest, type HttpExchange, type HttpSubject } from "../../probes/senders/http-request.ts";
import { declaredService } from "./declared.ts";
import { subjectOf } from "../packets/grid.ts";
import { placeOf } from "../machine/places.ts";

/**
 * What to ask a target in; `undefined` where nothing says that it speaks HTTP/1: a request would be noise to a database, and a
 * gRPC server closes on it though nothing is wrong. The Service port's `appProtocol` says so, else the port's name, else the
 * container port's name; a proxy's log line says so for whatever it was sent to, and so does an https URL that was typed.
 */
export function httpScheme(
  flow: Flow,
  snapshot: ClusterSnapshot,
  symptom: Symptom | undefined,
): HttpSubject["scheme"] | undefined {
  if (flow.protocol !== "TCP") return undefined;
  // An API server and agents want a token: what a request without one makes there is noise, not an answer.
  const logged = symptom?.status !== undefined;
  if (flow.to.type === "node" && !entersAtNode(flow) && !logged) return undefined;
  const scheme = declaredScheme(flow, snapshot);
  const typed = flow.to.type === "pod" ? flow.asked?.scheme : undefined;
  if (typed === "https") return "https";
  // Asked in plain HTTP where TLS is declared: that is the trouble, then.
  if (typed === "http" && scheme === "https") return "either";
  // What is declared as plain HTTP may speak TLS all the same: then that is the trouble.
  return scheme === "https" ? "https" : scheme === "http" || logged ? "either" : undefined;
}

function declaredScheme(flow: Flow, snapshot: ClusterSnapshot): "http" | "https" | undefined {
  const { service, to } = flow;
  const port = declaredService(flow, snapshot)?.service.spec.ports?.find(
    ({ port, name }) => port === service?.port && (name ?? "") === (service.portName ?? ""),
  );
  const pod =
    to.type === "pod"
      ? snapshot.pods.find(
          ({ metadata }) => metadata.name === to.name && (metadata.namespace ?? "default") === to.namespace,
        )
      : undefined;
  const container = pod?.spec.containers
    .flatMap(({ ports }) => ports ?? [])
    .find(({ containerPort }) => containerPort === flow.port);
  // The first word that is said decides, also when it is `grpc` or `kubernetes.io/h2c`: HTTP that a plain request does not speak.
  const word = [port?.appProtocol, port?.name, container?.name].find((one) => one)?.toLowerCase() ?? "";
  const scheme = /^https?(?=$|-)/.exec(word)?.[0];
  return (scheme === "http" || scheme === "https") && !/grpc|h2c|http2|proxy/.test(word) ? scheme : undefined;
}

/** The requests that were sent for a flow; not seen where none was. */
export function httpExchanges(flow: Flow, evidence: EvidenceIndex): Sight<readonly HttpExchange[]> {
  const place = placeOf(flow.from);
  return place
    ? evidence.see(httpRequest, place, "grid", flow.id)
    : { notSeen: { why: "no-pod", detail: "the source is no place to stand on", next: "none" } };
}

/** Whether the target's program answers a request from inside its own pod; undefined where that was not tried. */
export function answersInside(flow: Flow, evidence: EvidenceIndex): boolean | undefined {
  const place = placeOf(flow.to);
  const inside = place && evidence.see(httpRequest, place, "grid", subjectOf(flow.id, "self")).seen;
  return inside?.some(({ end }) => end === "answered");
}
