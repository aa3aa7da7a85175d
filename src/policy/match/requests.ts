/** Whether the proxy before a pod sees requests: where it does not, rules that speak of them mean something else. */
import type { Service, ServicePort } from "../../model/kubernetes.ts";
import { kept } from "../kept.ts";
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

/** Oldest first; those of one second go by their names in the mesh's DNS, where a dot follows. */
function inOrderOfAge(all: readonly Leading[]): Leading[] {
  const age = ({ service: { metadata } }: Leading): string =>
    `${metadata.creationTimestamp ?? ""} ${metadata.name}.`;
  return [...all].sort((one, other) => (age(one) < age(other) ? -1 : 1));
}

/**
 * Which of the Services that lead to one port says what it is: the oldest. Undefined: they differ, and not every age is known.
 * Source: istio pilot model, `SetServiceTargets`.
 */
function speaker(all: readonly Leading[]): Leading | undefined {
  const [first, ...others] = inOrderOfAge(all);
  const agree = others.every(({ opaque }) => opaque === first?.opaque);
  const known = all.every(({ service }) => service.metadata.creationTimestamp !== undefined);
  return agree || known ? first : undefined;
}

/** By the pod's port; of one Service, what its first port that leads there says. */
function leadingTo(end: End): Map<number, Leading[]> {
  const found = new Map<number, Leading[]>();
  for (const name of end.around.serviceNames.get(end.namespace) ?? []) {
    const service = end.around.services.get(`${end.namespace}/${name}`);
    if (!service) continue;
    for (const { protocol, port, of } of endpointPorts({ namespace: end.namespace, name }, end) ?? []) {
      const servicePort = service.spec.ports?.find((one) => (one.name ?? "") === of);
      if (protocol !== "TCP" || !servicePort) continue;
      const held = found.get(port) ?? [];
      if (held.some((other) => other.service === service)) continue;
      found.set(port, [...held, { service, opaque: isOpaque(servicePort) }]);
    }
  }
  return found;
}

/** A gateway serves what its Gateway says; it is a proxy with nothing beside it. */
function isGuarded({ pod, mesh }: End): boolean {
  return mesh === "sidecar" && pod?.spec.containers.some(({ name }) => name !== "istio-proxy") === true;
}

/** Ports of this pod that carry no HTTP, with the Service that says so. Only of pods with a sidecar. */
export const opaquePorts = kept((end: End): ReadonlyMap<number, Service> => {
  if (!isGuarded(end)) return new Map();
  return new Map(
    [...leadingTo(end)].flatMap(([port, all]) => {
      const leading = speaker(all);
      return leading?.opaque ? [[port, leading.service] as const] : [];
    }),
  );
});

/** What becomes of the rule where nobody sees requests; undefined where somebody does, or where it speaks of none. */
export function withoutRequests(rule: Rule, to: End, port: number): Rule["atZtunnel"] {
  if (to.mesh === "ambient") return rule.atZtunnel;
  return rule.onTcpPort !== undefined && opaquePorts(to).has(port) ? rule.onTcpPort : undefined;
}
