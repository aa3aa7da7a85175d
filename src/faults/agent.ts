/** Who writes a node's routes, tunnel entries and rules, and how a person finds it: the network plugin's agent, the Service proxy. */
import type { Node } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Link } from "../netstack/seen/links.ts";
import type { Route } from "../netstack/seen/routes.ts";

export interface Agent {
  readonly name: string;
  /** Label of its pods; undefined: it is no pod, but runs within a service of the node. */
  readonly label?: string;
  /** Where its pods have several. */
  readonly container?: string;
  /** It writes a node's routes to the node's own pods, and again when it starts. */
  readonly keepsPodRoutes?: true;
}

interface Known extends Agent {
  readonly link: RegExp;
  /** Who a route says wrote it. */
  readonly protocol?: ReadonlySet<string>;
}

/** 80 is Felix's own number among route protocols; bird is 12. */
const agents: readonly Known[] = [
  {
    name: "calico-node",
    label: "k8s-app=calico-node",
    link: /^(cali[0-9a-f]{11}|vxlan\.calico|vxlan-v6\.calico)$/,
    protocol: new Set(["bird", "80"]),
    keepsPodRoutes: true,
  },
  { name: "kube-flannel", label: "app=flannel", link: /^flannel/ },
  { name: "cilium", label: "k8s-app=cilium", link: /^cilium_/ },
  { name: "antrea-agent", label: "app=antrea,component=antrea-agent", link: /^antrea-/ },
  { name: "kube-router", label: "k8s-app=kube-router", link: /^(kube-bridge|kube-dummy-if|tun-)/ },
  { name: "weave-net", label: "name=weave-net", link: /^(weave|vxlan-6784)$/ },
];

/** A node with what was seen there, and the interface that is asked about. */
export interface Traces {
  readonly node: string;
  readonly snapshot: Pick<ClusterSnapshot, "nodes">;
  readonly links: readonly Link[];
  readonly routes?: readonly Route[];
  /** Whose interface counts before everything else: on Canal flannel makes the tunnel, and Calico the pods' ends. */
  readonly device?: string;
}

/** By the interfaces and routes of a node; undefined where no known agent left its traces. */
export function agentOn({ node, snapshot, links, routes = [], device }: Traces): Agent | undefined {
  const found =
    agents.find(({ link }) => device !== undefined && link.test(device)) ??
    agents.find(
      ({ link, protocol }) =>
        links.some(({ name }) => link.test(name)) ||
        routes.some((route) => route.protocol !== undefined && protocol?.has(route.protocol) === true),
    );
  if (!found) return undefined;
  const has = (name: string): boolean =>
    agents.some((one) => one.name === name && links.some((link) => one.link.test(link.name)));
  // k3s runs flannel within itself.
  if (found.name === "kube-flannel" && distributionOf(node, snapshot) === "k3s")
    return { name: "k3s (flannel runs within it)" };
  const { name, label, keepsPodRoutes } = found;
  const keeps = keepsPodRoutes ? { keepsPodRoutes } : {};
  return has("calico-node") && has("kube-flannel")
    ? { name, label: "k8s-app=canal", container: name, ...keeps }
    : { name, ...(label === undefined ? {} : { label }), ...keeps };
}

/** `calico-node on node2`. */
export function agentName(node: string, agent: Agent | undefined): string {
  return agent ? `${agent.name} on ${node}` : `the network plugin's agent on ${node}`;
}

/** How to find its pod and read what it says. */
export function findAgent(node: string, agent: Agent | undefined): readonly string[] {
  if (agent && agent.label === undefined) return [logOfK3s(node)];
  const select = agent?.label === undefined ? "" : `-l ${agent.label} `;
  return [
    `kubectl get pods -A ${select}-o wide --field-selector spec.nodeName=${node}`,
    ...(agent?.label !== undefined && agent.container !== undefined
      ? [
          `kubectl -n kube-system logs -l ${agent.label} -c ${agent.container} --prefix --tail=20   # of the pod on ${node}`,
        ]
      : []),
  ];
}

/**
 * How to have it start again on this node alone. None where it is no pod, or nobody knows which: whoever looks then finds how.
 */
export function startAgain(node: string, agent: Agent | undefined): readonly string[] {
  return agent?.label === undefined
    ? []
    : [
        `kubectl delete pods -A -l ${agent.label} --field-selector spec.nodeName=${node}   # its DaemonSet starts it again there`,
      ];
}

/** Who writes the rules of Services on a node, and how to find it and read what it says. */
export function serviceProxy(
  node: string,
  snapshot: Pick<ClusterSnapshot, "nodes">,
): { readonly name: string; readonly find: readonly string[] } {
  const distribution = distributionOf(node, snapshot);
  if (distribution === "k3s")
    return { name: `k3s on ${node} (kube-proxy runs within it)`, find: [logOfK3s(node)] };
  // RKE2 runs it as a static pod of the node.
  const label = distribution === "rke2" ? "component=kube-proxy" : "k8s-app=kube-proxy";
  return {
    name: `kube-proxy on ${node}`,
    find: [
      `kubectl -n kube-system get pods -l ${label} -o wide --field-selector spec.nodeName=${node}`,
      `kubectl -n kube-system logs -l ${label} --prefix --tail=20   # of the pod on ${node}`,
    ],
  };
}

/** Servers run the one unit, agents the other. */
const logOfK3s = (node: string): string => `journalctl -u k3s -u k3s-agent --since -1h   # on ${node}`;

/** `v1.33.1+k3s1`, `v1.33.1+rke2r1`. */
function distributionOf(name: string, { nodes }: Pick<ClusterSnapshot, "nodes">): "k3s" | "rke2" | undefined {
  const node: Node | undefined = nodes.find(({ metadata }) => metadata.name === name);
  const version = node?.status?.nodeInfo?.kubeletVersion ?? "";
  return version.includes("+k3s") ? "k3s" : version.includes("+rke2") ? "rke2" : undefined;
}
