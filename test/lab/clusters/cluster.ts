import type { KubeObject } from "../api/object.ts";
import type { PolicyApi } from "../api/policy-apis.ts";
import type { LabNodeSpec, Listener } from "../network/network.ts";

/** A cluster as data: the lab builds it, for real, and serves it. */
export interface LabCluster {
  /** The kubeconfig context, so the name in headlines. */
  readonly name: string;
  readonly nodes: readonly LabNodeSpec[];
  /** The pods' addresses, such as 10.233.64.0/18. */
  readonly podCIDR: string;
  readonly podCIDR6?: string;
  /** What answers on the switch between the nodes, at its own address: an API server, say. */
  readonly outsideListeners?: readonly Listener[];
  /** A /16 such as 10.96.0.0/16. */
  readonly serviceCIDR: string;
  /** Address of the DNS Service. */
  readonly clusterDNS: string;
  /** An address on every node where a cache of cluster DNS answers the pods, such as 169.254.20.10. */
  readonly nodeLocalDNS?: string;
  /** What the nodes' resolver knows of the world outside, such as `{ "web.example.com": "192.168.0.1" }`. */
  readonly outsideNames?: Readonly<Record<string, string>>;
  /** When the objects were created, where they do not say so themselves. ISO 8601. */
  readonly createdAt: string;
  /** Installed besides networking.k8s.io. Default: Calico's definitions, as its manifest brings them. */
  readonly policyApis?: readonly PolicyApi[];
  /** Namespaces, workloads, Services, policies, bare pods. What is missing of Node objects, ReplicaSets, pods and
   * slices is made; a pod that is Running keeps its address and its containers. */
  readonly objects: readonly KubeObject[];
  /** By workload or bare pod, `namespace/name`, and in the order of its pods. What is not named here is scheduled by load. */
  readonly placement: Readonly<Record<string, readonly Placement[]>>;
  /**
   * What the pods of a workload or a bare pod (`namespace/name`) really serve. Without an entry: HTTP on each
   * declared TCP port, DNS on port 53.
   */
  readonly listeners?: Readonly<Record<string, readonly Listener[]>>;
}

export interface Placement {
  readonly node: string;
  /** Inside the node's block. The next free one when absent. */
  readonly ip?: string;
  /** The same in the second family, on nodes that have one. */
  readonly ip6?: string;
}
