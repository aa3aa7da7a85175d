/**
 * The lab's data plane as the rest of the lab sees it: nodes and pods made of real Linux namespaces
 * on this machine, wired as Calico (VXLAN) and kube-proxy (iptables) wire them.
 */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { EndpointSlice, Namespace, Pod, PolicyObject, Service } from "../../../src/model/kubernetes.ts";

export { buildNetwork } from "./build.ts";
export { tunnelMacOf, tunnelIPOf } from "./addressing.ts";
export { workloadInterface } from "./felix/names.ts";
export { labPrivilege } from "./privilege.ts";

export type Backend = "legacy" | "nft";
export type Agent = "kube-proxy" | "felix";

/** A socket somebody serves: `http` answers 200, `echo` sends back, `dns` is dnsmasq, `silent` reads and never answers. */
export interface Listener {
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
  /** Address to bind, such as 127.0.0.1; every address when absent. */
  readonly bind?: string;
  readonly kind: "http" | "echo" | "dns" | "silent";
  /** Whom `dns` asks about names outside the cluster; nobody when absent. */
  readonly upstream?: string;
}

export interface LabNodeSpec {
  readonly name: string;
  /** InternalIP, inside `underlay` of the plan. */
  readonly ip: string;
  /** Its interface to the other nodes. Default: ens3. */
  readonly device?: string;
  /** The node's IPAM block, a /26. Its VTEP MAC is `tunnelMacOf(name)`. */
  readonly podBlock: string;
  /** Address of its tunnel device, perhaps of another block. Default: the block's last one (`tunnelIPOf`). */
  readonly tunnelIP?: string;
  /** Second family: InternalIP and block (a /122), both or none. */
  readonly ip6?: string;
  readonly podBlock6?: string;
  /** Besides the kubelet on :10250, which every node has. */
  readonly listeners?: readonly Listener[];
}

export interface HostPort {
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: "TCP" | "UDP" | "SCTP";
  /** The address of the node that it is open on; every one when absent. */
  readonly hostIP?: string;
}

export interface LabPodSpec {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  /** Pod address; the node's own for hostNetwork pods. */
  readonly ip: string;
  readonly ip6?: string;
  readonly hostNetwork?: boolean;
  /** 64 hex digits each; the first one is what /proc/PID/cgroup of the pod's first process names. */
  readonly containerIds: readonly string[];
  readonly listeners: readonly Listener[];
  /** What its kubelet writes there. Default: cluster DNS and its search list; an /etc/hosts with the pod itself. */
  readonly resolvConf?: string;
  readonly hosts?: string;
  /** Ports of the node that lead to the pod. */
  readonly hostPorts?: readonly HostPort[];
}

export interface NetworkPlan {
  readonly nodes: readonly LabNodeSpec[];
  readonly pods: readonly LabPodSpec[];
  /** The cluster's pod addresses, such as 10.233.64.0/18. */
  readonly podCIDR: string;
  readonly podCIDR6?: string;
  /** Address of the cluster DNS Service, such as 10.96.0.10. */
  readonly clusterDNS: string;
  /** An address on every node where a cache of cluster DNS answers, such as 169.254.20.10. */
  readonly nodeLocalDNS?: string;
  /** Names of the world outside, which the nodes' resolver knows besides the nodes' own. */
  readonly outsideNames?: Readonly<Record<string, string>>;
  /** What answers at the switch's own address; not `http`, which needs a node's files. */
  readonly outsideListeners?: readonly Listener[];
  readonly backend: Backend;
  /** A folder with the file system of the debug pods; with the nodes' own files when absent. */
  readonly debugRoot?: string;
  /** Force the user-namespace variant even as root; found out by itself when absent. */
  readonly rootless?: boolean;
}

/** What the agents watch: plain API objects. */
export interface ClusterObjects {
  /** Their zones matter where slices say for which zone an endpoint is meant. */
  readonly nodes?: readonly Pick<Namespace, "metadata">[];
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  /** Kubernetes' own, the cluster-wide ones among them; others are passed over. */
  readonly networkPolicies: readonly PolicyObject[];
  /** Calico's own: policies, tiers, network sets, host endpoints. Staged policies enforce nothing. */
  readonly calico: readonly PolicyObject[];
  readonly serviceAccounts: readonly Pick<Namespace, "metadata">[];
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** null when a signal ended it. */
  readonly exitCode: number | null;
}

export interface Network {
  readonly backend: Backend;
  readonly rootless: boolean;

  /**
   * Felix's and kube-proxy's part: makes rules, sets and DNS of every node say what these objects say. Only chains that
   * change are rewritten (their counters restart at 0, as on real nodes). Calls queue up. Rejects with the tool's own words.
   */
  sync(objects: ClusterObjects): Promise<void>;

  /** Stops one agent on one node: it misses what `sync` tells the others. */
  pause(node: string, agent: Agent): void;
  /** Lets the agent catch up with the last objects. */
  resume(node: string, agent: Agent): Promise<void>;

  /** A new pod of the agent: it works, and writes all that is its own, whatever it finds. */
  restart(node: string, agent: Agent): Promise<void>;

  /**
   * What agents do by the clock: those that are not paused put right what others changed of rules, sets, routes and tunnel
   * entries. Without it they look only where an object changed for them.
   */
  resync(): Promise<void>;

  addPod(spec: LabPodSpec): Promise<void>;
  /** Ends the pod's processes; interface and route go with it. Resolves also when there is no such pod. */
  removePod(namespace: string, name: string): Promise<void>;

  /** A process in all namespaces of the node, with the node's files. PID 1 is the node's init. */
  spawnOnNode(node: string, argv: readonly string[]): ChildProcessWithoutNullStreams;
  /**
   * The same with the files of the debug pods: what exec into a hostNetwork, hostPID pod gives. With every capability as in a
   * privileged one, or with these alone: `NET_ADMIN`.
   */
  spawnInDebugPod(
    node: string,
    argv: readonly string[],
    capabilities?: readonly string[],
  ): ChildProcessWithoutNullStreams;
  /** A process in all namespaces of the pod: what kubectl exec gives. */
  spawnInPod(namespace: string, pod: string, argv: readonly string[]): ChildProcessWithoutNullStreams;

  /** The same, run to the end; `input` goes to stdin. Never rejects because of an exit code. */
  runOnNode(node: string, argv: readonly string[], input?: string): Promise<RunResult>;
  runInPod(namespace: string, pod: string, argv: readonly string[], input?: string): Promise<RunResult>;
  /** On the switch between the nodes: bridge br0, one port `v-NODE` per node. */
  runOnUnderlay(argv: readonly string[], input?: string): Promise<RunResult>;

  /** Ends everything; when it resolves no process, namespace or interface of the lab is left. */
  stop(): Promise<void>;
}
