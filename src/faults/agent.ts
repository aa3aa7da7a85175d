/** The network plugin's agent on a node: who writes its routes, tunnel entries and rules, and how a person finds it. */
import type { Link } from "../netstack/links.ts";
import type { Route } from "../netstack/routes.ts";

interface Agent {
  readonly name: string;
  /** Label of its pods. */
  readonly label: string;
  readonly link?: RegExp;
  /** Who a route says wrote it. */
  readonly protocol?: ReadonlySet<string>;
}

/** 80 is Felix's own number among route protocols; bird is 12. */
const agents: readonly Agent[] = [
  {
    name: "calico-node",
    label: "k8s-app=calico-node",
    link: /^(cali[0-9a-f]{11}|vxlan\.calico|vxlan-v6\.calico)$/,
    protocol: new Set(["bird", "80"]),
  },
  { name: "kube-flannel", label: "app=flannel", link: /^flannel/ },
  { name: "cilium", label: "k8s-app=cilium", link: /^cilium_/ },
  { name: "antrea-agent", label: "app=antrea", link: /^antrea-/ },
  { name: "kube-router", label: "k8s-app=kube-router", link: /^(kube-bridge|kube-dummy-if|tun-)/ },
  { name: "weave-net", label: "name=weave-net", link: /^(weave|vxlan-6784)$/ },
];

/** By the interfaces and routes of a node; undefined where no known agent left its traces. */
export function agentOn(links: readonly Link[], routes: readonly Route[] = []): Agent | undefined {
  return agents.find(
    ({ link, protocol }) =>
      links.some(({ name }) => link?.test(name) === true) ||
      routes.some((route) => route.protocol !== undefined && protocol?.has(route.protocol) === true),
  );
}

/** `calico-node on node2`. */
export function agentName(node: string, agent: Agent | undefined): string {
  return agent ? `${agent.name} on ${node}` : `the network plugin's agent on ${node}`;
}

/** How to find its pod and read what it says. */
export function findAgent(node: string, agent: Agent | undefined): readonly string[] {
  const select = agent ? `-l ${agent.label} ` : "";
  return [`kubectl get pods -A ${select}-o wide --field-selector spec.nodeName=${node}`];
}
