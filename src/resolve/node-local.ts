/** The cache of the cluster's DNS on each node (NodeLocal DNSCache): one address, which every client's own node has. */
import { nodeOf, type Endpoint } from "../model/endpoint.ts";
import { isNodeLocalDns } from "../model/node-local-dns.ts";
import type { Question } from "../model/question.ts";
import type { Cluster } from "../ports.ts";
import type { Destination } from "./destinations.ts";
import { nothing, type End } from "./ends.ts";
import { podEndpoint } from "./pod-endpoint.ts";

/** Undefined for any other address, and where not DNS is asked there. */
export async function endOfCache(ip: string, { port }: Question, cluster: Cluster): Promise<End | undefined> {
  if (!isNodeLocalDns(ip) || port !== 53) return undefined;
  const pods = await cluster
    .list("Pod", { namespace: "kube-system", labelSelector: "k8s-app=node-local-dns" })
    .catch(() => []);
  const refs =
    pods.length > 0 ? [{ kind: "DaemonSet", namespace: "kube-system", name: "node-local-dns" }] : [];
  return { ...nothing, refs, external: { ips: [ip] }, onEveryNode: pods };
}

/** What the source means by that address: the pod of its own node, or the node itself where no such pod is known. */
export function ofItsNode(destination: Destination, source: Endpoint, { onEveryNode }: End): Destination {
  const node = nodeOf(source);
  if (!onEveryNode || node === undefined || node === "") return destination;
  const pod = onEveryNode.find(({ spec }) => spec.nodeName === node);
  const { ips } = destination.endpoint;
  const endpoint: Endpoint = pod ? { ...podEndpoint(pod), ips } : { type: "node", name: node, ips };
  return { ...destination, endpoint };
}
