/** Whether a flow's target is meant to speak HTTP, and what a request to it brought. */
import type { Sight } from "../model/evidence.ts";
import type { Flow } from "../model/flow.ts";
import type { Symptom } from "../model/question.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { httpRequest, type HttpExchange, type HttpSubject } from "../probes/http-request.ts";
import { declaredService } from "./declared.ts";
import { placeOf } from "./places.ts";

/**
 * What to ask a target in; `undefined` where nothing says that it speaks HTTP: a request would be noise to a database.
 * A proxy's log line says so, the Service port's `appProtocol` or name does, the container port's name, and ports 80 and 443.
 */
export function httpScheme(
  flow: Flow,
  snapshot: ClusterSnapshot,
  symptom: Symptom | undefined,
): HttpSubject["scheme"] | undefined {
  if (flow.protocol !== "TCP") return undefined;
  const scheme = declaredScheme(flow, snapshot) ?? wellKnown(flow.port);
  // What is declared as plain HTTP may speak TLS all the same: then that is the trouble.
  return scheme === "https" ? "https" : scheme === "http" || symptom ? "either" : undefined;
}

function wellKnown(port: number): "http" | "https" | undefined {
  return port === 80 ? "http" : port === 443 ? "https" : undefined;
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
  for (const word of [port?.appProtocol, port?.name, container?.name]) {
    // `http2`, `grpc` and `kubernetes.io/h2c` are HTTP that a plain request does not speak.
    const scheme = /^(https?)(?:$|-)/i.exec(word ?? "")?.[1]?.toLowerCase();
    if (scheme === "http" || scheme === "https") return scheme;
  }
  return undefined;
}

/** The requests that were sent for a flow; not seen where none was. */
export function httpExchanges(flow: Flow, evidence: EvidenceIndex): Sight<readonly HttpExchange[]> {
  const place = placeOf(flow.from);
  return place
    ? evidence.see(httpRequest, place, "grid", flow.id)
    : { notSeen: { why: "no-pod", detail: "the source is no place to stand on", next: "none" } };
}
