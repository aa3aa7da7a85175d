/** Whose an address is. */
import ipaddr from "ipaddr.js";
import type { Node, Service } from "../model/kubernetes.ts";
import { podIPs } from "../model/pod-status.ts";
import { familyOf } from "../model/protocol.ts";
import type { Cluster } from "../ports.ts";
import { Gaps } from "./gaps.ts";
import { endOfService, nothing, refOf, type End } from "./ends.ts";
import { nobodys } from "./nobodys.ts";

/** An address: of a pod, a Service, a node, or of nobody here. Asked by field selector, one object each. */
export async function endOfAddress(ip: string, cluster: Cluster): Promise<End> {
  const gaps = new Gaps();
  const orUnread = <Value>(what: string, reading: Promise<readonly Value[]>) =>
    reading.catch((error: unknown) => {
      gaps.add(what, error);
      return undefined;
    });
  const [pods, services, nodes] = await Promise.all([
    cluster.list("Pod", { fieldSelector: `status.podIP=${ip}` }),
    // Servers before 1.30 have no such field for Services and answer 400: then a VIP is told as an address.
    cluster.list("Service", { fieldSelector: `spec.clusterIP=${ip}` }).catch(() => []),
    orUnread("Nodes", cluster.list("Node")),
  ]);
  const node = nodes?.find(({ status }) => status?.addresses?.some(({ address }) => address === ip));
  const onPodNetwork = pods.filter((pod) => pod.spec.hostNetwork !== true);
  if (node) return { ...nothing, refs: [refOf("Node", node.metadata)], node };
  const [pod] = onPodNetwork;
  if (pod) return { ...nothing, refs: [refOf("Pod", pod.metadata)], pods: [pod] };
  const [own] = services;
  if (own) return await endOfService(own, cluster);
  // A Service of both families has two addresses, and is found by the first alone.
  const all = await orUnread("Services", cluster.list("Service"));
  const service = all?.find(({ spec }) => spec.clusterIP === ip || spec.clusterIPs?.includes(ip));
  if (service) return await endOfService(service, cluster);
  // The field selector knows the first address of a pod alone.
  const allPods = isOfSecondFamily(ip, nodes ?? [])
    ? await orUnread("Pods", cluster.list("Pod"))
    : ([] as const);
  const second = allPods?.find((one) => one.spec.hostNetwork !== true && podIPs(one).includes(ip));
  if (second) return { ...nothing, refs: [refOf("Pod", second.metadata)], pods: [second] };
  const outside = {
    ...nothing,
    external: { ips: [ip] },
    ...(isOfNetworks(ip, nodes ?? [], all ?? []) ? { ofCluster: true as const } : {}),
  };
  return all && nodes && allPods
    ? { ...outside, nobodys: [nobodys(ip, all)] }
    : { ...outside, notRead: gaps.lines.map((line) => ({ ...line, ownerOf: ip })) };
}

/** Whether it lies among the addresses that the nodes give to their pods, or between those of Services. */
function isOfNetworks(ip: string, nodes: readonly Node[], services: readonly Service[]): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const own = ipaddr.process(ip);
  const blocks = nodes.flatMap(({ spec }) => [...(spec?.podCIDRs ?? []), spec?.podCIDR ?? []].flat());
  const ofPods = blocks.some((block) => {
    if (!ipaddr.isValidCIDR(block)) return false;
    const [network, bits] = ipaddr.parseCIDR(block);
    return network.kind() === own.kind() && own.match(network, bits);
  });
  return ofPods || nobodys(ip, services).between !== undefined;
}

/** The nodes' first addresses are of the family that pods are found by. */
function isOfSecondFamily(ip: string, nodes: readonly Node[]): boolean {
  const firsts = nodes.flatMap(
    ({ status }) => status?.addresses?.find(({ type }) => type === "InternalIP") ?? [],
  );
  return firsts.length > 0 && firsts.every(({ address }) => familyOf(address) !== familyOf(ip));
}
