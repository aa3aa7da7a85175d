/** Whether the proxy before a pod sees requests: where it does not, rules that speak of them mean something else. */
import type { Service, ServicePort } from "../../model/kubernetes.ts";
import type { Rule } from "../normal-form.ts";
import type { End } from "./ends.ts";
import { endpointPorts } from "./services.ts";

const otherProtocols = new Set(["tcp", "https", "tls", "mongo", "redis", "mysql"]);
const requestProtocols = new Set(["http", "http2", "http_proxy", "grpc", "udp"]);
/** SMTP, DNS, MySQL, MongoDB: who waits there for the server's first word hangs while a protocol is guessed. */
const neverGuessed = new Set([25, 53, 3306, 27017]);

/**
 * The Service says that this port carries no HTTP. What says nothing is guessed from the first bytes.
 * Source: istio pkg/config/kube `ConvertProtocol`, pilot networking `ModelProtocolToListenerProtocol`.
 */
function isOpaque({ appProtocol, name, port }: ServicePort): boolean {
  if (appProtocol === "kubernetes.io/wss") return true;
  if (appProtocol === "kubernetes.io/h2c" || appProtocol === "kubernetes.io/ws") return false;
  const [prefix = ""] = (appProtocol ?? name ?? "").toLowerCase().split("-");
  return otherProtocols.has(prefix) || (!requestProtocols.has(prefix) && neverGuessed.has(port));
}

interface Leading {
  readonly service: Service;
  readonly opaque: boolean;
}

/** By the pod's port; where several Services lead to one, the oldest says what it is. Undefined: they differ, without an age. */
function leadingTo(end: End): Map<number, Leading | undefined> {
  const found = new Map<number, Leading | undefined>();
  const older = ({ metadata }: Service, { metadata: other }: Service): boolean | undefined =>
    metadata.creationTimestamp === undefined || other.creationTimestamp === undefined
      ? undefined
      : metadata.creationTimestamp < other.creationTimestamp;
  for (const name of end.around.serviceNames.get(end.namespace) ?? []) {
    const service = end.around.services.get(`${end.namespace}/${name}`);
    if (!service) continue;
    for (const { protocol, port, of } of endpointPorts({ namespace: end.namespace, name }, end) ?? []) {
      const servicePort = service.spec.ports?.find((one) => (one.name ?? "") === of);
      if (protocol !== "TCP" || !servicePort) continue;
      const leading = { service, opaque: isOpaque(servicePort) };
      const other = found.get(port);
      if (!found.has(port)) found.set(port, leading);
      else if (other && other.service !== service && other.opaque !== leading.opaque) {
        const before = older(service, other.service);
        if (before !== false) found.set(port, before ? leading : undefined);
      }
    }
  }
  return found;
}

/** A gateway serves what its Gateway says; it is a proxy with nothing beside it. */
function isGuarded({ pod, mesh }: End): boolean {
  return mesh === "sidecar" && pod?.spec.containers.some(({ name }) => name !== "istio-proxy") === true;
}

/** Every rule that speaks of requests asks it of the same few ends. */
const known = new WeakMap<End, ReadonlyMap<number, Service>>();

/** Ports of this pod that carry no HTTP, with the Service that says so. Only of pods with a sidecar. */
export function opaquePorts(end: End): ReadonlyMap<number, Service> {
  const held = known.get(end);
  if (held) return held;
  const found = new Map(
    isGuarded(end)
      ? [...leadingTo(end)].flatMap(([port, leading]) =>
          leading?.opaque ? [[port, leading.service] as const] : [],
        )
      : [],
  );
  known.set(end, found);
  return found;
}

/** What becomes of the rule where nobody sees requests; undefined where somebody does, or where it speaks of none. */
export function withoutRequests(rule: Rule, to: End, port: number): Rule["atZtunnel"] {
  if (to.mesh === "ambient") return rule.atZtunnel;
  return rule.onTcpPort !== undefined && opaquePorts(to).has(port) ? rule.onTcpPort : undefined;
}
