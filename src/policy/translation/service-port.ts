/** The port at a pod behind a Service's port. */
import type { ServicePort } from "../../model/kubernetes.ts";
import type { Protocol } from "../../model/protocol.ts";
import type { PortRef } from "../../model/question.ts";
import type { PolicyModel } from "../compile.ts";
import { resolveEnd, type PolicyEnd } from "../match/ends.ts";
import { endpointPorts } from "../match/services.ts";
import type { AskedAt } from "./asked-address.ts";
import type { ServiceName } from "./endpoints.ts";

export type PortThrough =
  | { readonly port: number; readonly protocol: Protocol }
  /** This pod is no endpoint of the port; others may be. */
  | { readonly lacks: string }
  /** The Service has no such port, or it is not said which is meant. */
  | { readonly unclear: string };

const protocolOf = ({ protocol = "TCP" }: ServicePort): Protocol | undefined =>
  (["TCP", "UDP", "SCTP"] as const).find((one) => one === protocol);

/** `80`, `53/udp (dns)`. */
function portName({ port, name, protocol = "TCP" }: Pick<ServicePort, "port" | "name" | "protocol">): string {
  return `${port}${protocol === "TCP" ? "" : `/${protocol.toLowerCase()}`}${name === undefined ? "" : ` (${name})`}`;
}

/** What is asked of whom has no such port, or several, in words. */
export function unclearPort(
  who: string,
  ports: readonly Pick<ServicePort, "port" | "name" | "protocol">[],
  { port, protocol }: AskedAt,
): PortThrough {
  const wanted = port === undefined ? undefined : `${port}${protocol ? `/${protocol.toLowerCase()}` : ""}`;
  const question = wanted === undefined ? `Which port of ${who}?` : `${who} has no port ${wanted}.`;
  const has = ports.length > 0 ? ` It has ${ports.map(portName).join(", ")}.` : "";
  return { unclear: `${question}${has} Say it like :8080 or :53/udp.` };
}

/** As the client asks for it: a headless Service translates nothing, and only a name asked for (SRV) leads to the pod's own. */
function untranslated(asked: PortRef | undefined, { port }: ServicePort): number | undefined {
  if (typeof asked === "number") return asked;
  return asked === undefined ? port : undefined;
}

export function portThrough(
  model: PolicyModel,
  end: PolicyEnd,
  service: ServiceName,
  asked: AskedAt,
): PortThrough {
  const key = `${service.namespace}/${service.name}`;
  const spec = model.inventory.surroundings.services.get(key)?.spec;
  const ports = spec?.ports ?? [];
  const { port, protocol } = asked;
  const isHeadless = spec?.clusterIP === "None";
  const fitting = ports.filter(
    (one) =>
      protocolOf(one) !== undefined &&
      (port === undefined || one.port === port || one.name === port) &&
      (protocol === undefined || protocolOf(one) === protocol),
  );
  const [first, ...more] = fitting;
  const meant = first && protocolOf(first);
  if (!first || !meant || (more.length > 0 && port === undefined))
    return isHeadless && typeof port === "number"
      ? { port, protocol: protocol ?? "TCP" }
      : unclearPort(`Service ${key}`, ports, asked);
  const asIs = isHeadless ? untranslated(port, first) : undefined;
  if (asIs !== undefined) return { port: asIs, protocol: meant };
  const resolved = resolveEnd(model.inventory, end);
  const { targetPort = first.port, name = "" } = first;
  const found = endpointPorts(service, resolved)?.find((one) => one.of === name && one.protocol === meant);
  if (found) return { port: found.port, protocol: meant };
  if (typeof targetPort === "number") return { port: targetPort, protocol: meant };
  const who = end.pod
    ? `Pod ${end.pod.metadata.namespace ?? "default"}/${end.pod.metadata.name}`
    : resolved.name;
  return {
    lacks: `${who} has no ${meant} port called ${targetPort}, so it is no endpoint of Service ${key} on ${first.port}`,
  };
}
