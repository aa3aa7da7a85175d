/** Addresses that lead to a Service, or to a pod by a host port, though they are not its own. */
import type { Node, Pod, Service } from "../model/kubernetes.ts";
import type { Question } from "../model/question.ts";
import type { Cluster } from "../ports.ts";
import { endOfService, type End, type Entrance } from "./ends.ts";

type Asked = Pick<Entrance, "port" | "protocol"> & { readonly ip?: string };

/**
 * The end that an address and a port lead to: a node's under a NodePort or a pod's host port, an external IP, a load
 * balancer's. Any other end comes back as it is.
 */
export async function behindAddress(end: End, question: Question, cluster: Cluster): Promise<End> {
  const { port, protocol = "TCP", to } = question;
  const [outside] = end.external?.host === undefined ? (end.external?.ips ?? []) : [];
  if (typeof port !== "number" || protocol === "ICMP" || (!end.node && outside === undefined)) return end;
  const ip = to.type === "ip" ? to.ip : outside;
  const asked: Asked = { port, protocol, ...(ip === undefined ? {} : { ip }) };
  // A list that the API refuses is told by the cluster itself: the address is then asked as it is.
  const services = await cluster.list("Service").catch(() => []);
  const found = services.map((service) => ({ service, entrance: entranceOf(service, asked, end.node) }));
  const meant = found.find(({ entrance }) => entrance !== undefined);
  if (meant?.entrance) {
    const behind = await endOfService(meant.service, cluster);
    const refs = [...behind.refs, ...end.refs];
    return { ...behind, refs, ...(end.node ? { node: end.node } : {}), entrance: meant.entrance };
  }
  return end.node ? await behindHostPort(end, end.node, asked, cluster) : end;
}

function entranceOf(service: Service, asked: Asked, node: Node | undefined): Entrance | undefined {
  const { externalIPs = [], ports = [] } = service.spec;
  const own = ports.filter((port) => (port.protocol ?? "TCP") === asked.protocol);
  const external = own.find((port) => port.port === asked.port);
  if (asked.ip !== undefined && external) {
    const balanced = service.status?.loadBalancer?.ingress ?? [];
    const leadsTo = external.port;
    if (externalIPs.includes(asked.ip)) return { ...asked, kind: "externalIP", leadsTo };
    // Of mode Proxy nodes leave packets to the load balancer itself.
    if (balanced.some(({ ip, ipMode }) => ip === asked.ip && ipMode !== "Proxy"))
      return { ...asked, kind: "loadBalancer", leadsTo };
  }
  const onNodes = node && own.find((port) => port.nodePort === asked.port);
  return onNodes && { ...asked, kind: "nodePort", leadsTo: onNodes.port };
}

const anyAddress: ReadonlySet<string | null | undefined> = new Set([undefined, null, "", "0.0.0.0", "::"]);

async function behindHostPort(end: End, node: Node, asked: Asked, cluster: Cluster): Promise<End> {
  const scope = { fieldSelector: `spec.nodeName=${node.metadata.name}` };
  const pods = await cluster.list("Pod", scope).catch(() => []);
  for (const pod of pods) {
    const leadsTo = pod.spec.hostNetwork === true ? undefined : containerPort(pod, asked);
    if (leadsTo !== undefined)
      return { ...end, pods: [pod], entrance: { ...asked, kind: "hostPort", leadsTo } };
  }
  return end;
}

function containerPort(pod: Pod, { ip, port, protocol }: Asked): number | undefined {
  return pod.spec.containers
    .flatMap((container) => container.ports ?? [])
    .find(
      (one) =>
        one.hostPort === port &&
        (one.protocol ?? "TCP") === protocol &&
        (anyAddress.has(one.hostIP) || ip === undefined || one.hostIP === ip),
    )?.containerPort;
}
