/** What answers behind an address and a port, after the translations that nodes do. */
import type { Node, Pod } from "../../model/kubernetes.ts";
import type { Protocol } from "../../model/protocol.ts";
import type { PortRef } from "../../model/question.ts";
import { canonicalIp } from "../cidr.ts";
import type { PolicyModel } from "../compile.ts";
import type { Inventory } from "../objects/inventory.ts";
import { kept } from "../kept.ts";
import { nodePortOf, servicesAt, type ServiceAt } from "./service-addresses.ts";

/** A port of a Service, come to by an address. */
export interface ThroughService {
  readonly is: "service";
  readonly at: ServiceAt;
  /** As the Service's own ports are called; undefined: none was asked for. */
  readonly port: PortRef | undefined;
  /** Of a node port, the node whose address it is; undefined: no object says which that is. */
  readonly node: Node | undefined;
}

/** A port of a node that leads to one of its pods. */
export interface ThroughHostPort {
  readonly is: "hostPort";
  readonly pod: Pod;
  readonly port: number;
  readonly protocol: Protocol;
}

export type Behind = ThroughService | ThroughHostPort;

export interface AskedAt {
  readonly port: PortRef | undefined;
  readonly protocol: Protocol | undefined;
}

const any = new Set([undefined, "", "0.0.0.0", "::"]);

const hostPortKey = (place: string, protocol: string, port: number): string => `${place} ${protocol}/${port}`;

interface HostPortPod {
  readonly pod: Pod;
  readonly port: number;
  readonly ip: string | undefined;
}

/** By the node's name and by its address. */
const hostPorts = kept((pods: Inventory["pods"]): ReadonlyMap<string, readonly HostPortPod[]> => {
  const found = new Map<string, HostPortPod[]>();
  for (const pod of pods.values()) {
    if (pod.spec.hostNetwork === true) continue;
    const places = [pod.spec.nodeName, pod.status?.hostIP].filter((place) => place !== undefined);
    for (const port of pod.spec.containers.flatMap((container) => container.ports ?? [])) {
      const { hostPort, hostIP } = port;
      if (typeof hostPort !== "number") continue;
      for (const place of places) {
        const key = hostPortKey(place, port.protocol ?? "TCP", hostPort);
        const held = found.get(key) ?? [];
        found.set(key, [...held, { pod, port: port.containerPort, ip: hostIP ?? undefined }]);
      }
    }
  }
  return found;
});

function hostPortAt(
  { inventory }: PolicyModel,
  ip: string,
  port: number,
  protocol: Protocol,
): ThroughHostPort | undefined {
  const node = inventory.nodeByIp.get(ip)?.metadata.name;
  const held = [ip, ...(node === undefined ? [] : [node])].flatMap(
    (place) => hostPorts(inventory.pods).get(hostPortKey(place, protocol, port)) ?? [],
  );
  const meant = held.find((one) => any.has(one.ip) || (one.ip !== undefined && canonicalIp(one.ip) === ip));
  return meant && { is: "hostPort", pod: meant.pod, port: meant.port, protocol };
}

function hasPort({ service }: ServiceAt, { port, protocol }: AskedAt): boolean {
  return (service.spec.ports ?? []).some(
    (one) =>
      (port === undefined || one.port === port || one.name === port) &&
      (protocol === undefined || (one.protocol ?? "TCP") === protocol),
  );
}

/** Whether it may be a node's: where not one node is among the objects, every address may. */
function mayBeNode({ nodes, nodeByIp }: Inventory, ip: string): boolean {
  return nodeByIp.has(ip) || nodes.size === 0;
}

/** Undefined: the address is asked itself. A ping is translated nowhere. */
export function behindAddress(model: PolicyModel, address: string, asked: AskedAt): Behind | undefined {
  const { inventory } = model;
  const ip = canonicalIp(address);
  if (asked.protocol === "ICMP" || inventory.podByIp.has(ip)) return undefined;
  const services = servicesAt(inventory.surroundings, ip);
  const isKnownNode = inventory.nodeByIp.has(ip);
  const at = services.find((one) => hasPort(one, asked)) ?? (isKnownNode ? undefined : services[0]);
  if (at) return { is: "service", at, port: asked.port, node: undefined };
  const { port, protocol = "TCP" } = asked;
  if (typeof port !== "number") return undefined;
  const nodePort = mayBeNode(inventory, ip) ? nodePortOf(inventory.surroundings, protocol, port) : undefined;
  if (nodePort)
    return { is: "service", at: nodePort, port: nodePort.port.port, node: inventory.nodeByIp.get(ip) };
  return hostPortAt(model, ip, port, protocol);
}

const kindTexts: Readonly<Record<ServiceAt["kind"], string>> = {
  clusterIP: "the cluster IP",
  loadBalancer: "a load balancer's address",
  externalIP: "an external IP",
  nodePort: "a node port",
};

/** Whether nodes keep the sender's address of what comes to it. */
export function keepsSender({ kind, service }: ServiceAt): boolean {
  return kind === "clusterIP" || service.spec.externalTrafficPolicy === "Local";
}

/** `10.96.0.7 is the cluster IP of Service shop/web`. */
export function behindText(address: string, behind: Behind): string {
  if (behind.is === "hostPort")
    return `${address} leads to a host port of Pod ${behind.pod.metadata.namespace ?? "default"}/${behind.pod.metadata.name}`;
  const { at } = behind;
  const masks = keepsSender(at)
    ? ""
    : ", whose externalTrafficPolicy is not Local: nodes may put an address of their own in place of the sender's";
  return `${address} ${at.kind === "nodePort" ? "leads to" : "is"} ${kindTexts[at.kind]} of Service ${at.key}${masks}`;
}
