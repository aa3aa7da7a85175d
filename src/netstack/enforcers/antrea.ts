/**
 * Antrea decides about pods in Open vSwitch, where netfilter sees nothing; its policies about nodes are iptables rules
 * (antrea: pkg/agent/controller/networkpolicy/node_reconciler_linux.go). Its logs spell policies the same way.
 */
import {
  adminNetworkPolicy,
  baselineAdminNetworkPolicy,
  clusterNetworkPolicy,
  directed,
  named,
  networkPolicy,
  type Spelling,
} from "./policy-name.ts";

const kinds: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  K8sNetworkPolicy: networkPolicy,
  AntreaNetworkPolicy: ["crd.antrea.io/v1beta1", "NetworkPolicy"],
  AntreaClusterNetworkPolicy: ["crd.antrea.io/v1beta1", "ClusterNetworkPolicy"],
  AdminNetworkPolicy: adminNetworkPolicy,
  BaselineAdminNetworkPolicy: baselineAdminNetworkPolicy,
  ClusterNetworkPolicy: clusterNetworkPolicy,
};

export const antreaSpelling: Spelling = {
  comment(comment, rule) {
    const [, word = "", path = ""] =
      /^Antrea: for rule \S+, policy (\w+NetworkPolicy):(\S+)$/.exec(comment) ?? [];
    const direction = /^ANTREA-POL-(IN|E)GRESS-RULES$/.exec(rule.chain)?.[1];
    if (direction === undefined) return named(kinds[word], path);
    return directed(named(kinds[word], path), direction === "E" ? "egress" : "ingress");
  },
};
