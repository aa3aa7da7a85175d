import type { Sight } from "../model/evidence.ts";
import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { familyOf } from "../model/protocol.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { resolvConf } from "../probes/resolv-conf.ts";
import { udpExchange, type UdpAttempt } from "../probes/udp-exchange.ts";
import { placeOf } from "./places.ts";

/** The `subject` of the lookup sent with the main packets. */
export const lookupSubject = "name lookup";

/** The `subject` of the lookup of a host outside, made before anything can be sent to it. */
export function hostSubject(flowId: string): string {
  return `${flowId} host`;
}

/** The DNS server the source would ask first, of the flow's family when it has one. */
export function nameserverOf(flow: Flow, evidence: EvidenceIndex): string | undefined {
  const place = placeOf(flow.from);
  if (!place) return undefined;
  const servers = evidence.see(resolvConf, place).seen?.nameservers ?? [];
  return servers.find((ip) => familyOf(ip) === flow.family) ?? servers[0];
}

/**
 * The complete name a client would look up for this flow; undefined when it asked for an address, and on a node: nodes
 * do not ask the cluster's DNS.
 */
export function lookedUpName(flow: Flow): string | undefined {
  if (flow.asked && !flow.asked.name) return undefined;
  if (flow.service && flow.from.type === "node") return undefined;
  if (flow.service) return `${flow.service.name}.${flow.service.namespace}.svc.cluster.local`;
  return flow.to.type === "external" ? flow.to.host : undefined;
}

/** What became of the lookup; not seen when none was sent. */
export function lookupOf(flow: Flow, evidence: EvidenceIndex): Sight<readonly UdpAttempt[]> {
  const place = placeOf(flow.from);
  if (!place)
    return { notSeen: { why: "no-pod", detail: "the source is no place to stand on", next: "none" } };
  return evidence.see(udpExchange, place, "window", lookupSubject);
}

/** The lookups' own flows: from the source to each pod behind the nameserver's address, on the pod's port. */
export function lookupFlows(flow: Flow, nameserver: string, snapshot: ClusterSnapshot): readonly Flow[] {
  const service = snapshot.services.find(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(nameserver),
  );
  if (!service) return [];
  const name = service.metadata.name;
  const namespace = service.metadata.namespace ?? "default";
  const slices = snapshot.endpointSlices.filter(
    ({ metadata }) =>
      metadata.labels?.["kubernetes.io/service-name"] === name &&
      (metadata.namespace ?? "default") === namespace,
  );
  return slices.flatMap((slice) => {
    const port = slice.ports.find(({ protocol }) => protocol === "UDP")?.port ?? 53;
    return slice.endpoints
      .filter(({ conditions }) => conditions?.ready !== false)
      .flatMap(({ addresses, nodeName, targetRef }): Flow[] =>
        addresses.slice(0, 1).map((ip, index) => ({
          id: `${flow.id}-dns-${index}`,
          from: flow.from,
          to: {
            type: "pod",
            namespace: targetRef?.namespace ?? namespace,
            name: targetRef?.name ?? ip,
            ips: [...addresses],
            node: nodeName ?? "",
            hostNetwork: false,
            ready: true,
            containerIds: [],
          },
          family: familyOf(ip),
          sourceIP: flow.sourceIP,
          destinationIP: ip,
          protocol: "UDP",
          port,
          service: { namespace, name, clusterIP: nameserver, port: 53 },
        })),
      );
  });
}
