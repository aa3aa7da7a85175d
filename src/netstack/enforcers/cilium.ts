/**
 * Cilium decides in eBPF: netfilter holds no policy of it. Where a policy is named at all it is by the labels Cilium puts on every
 * imported rule, `k8s:io.cilium.k8s.policy.name=…` (cilium: pkg/k8s/apis/cilium.io/const.go).
 */
import {
  adminNetworkPolicy,
  clusterNetworkPolicy,
  named,
  networkPolicy,
  type Spelling,
} from "./policy-name.ts";

const kinds: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  NetworkPolicy: networkPolicy,
  CiliumNetworkPolicy: ["cilium.io/v2", "CiliumNetworkPolicy"],
  CiliumClusterwideNetworkPolicy: ["cilium.io/v2", "CiliumClusterwideNetworkPolicy"],
  AdminNetworkPolicy: adminNetworkPolicy,
  ClusterNetworkPolicy: clusterNetworkPolicy,
};

export const ciliumSpelling: Spelling = {
  comment(comment) {
    const label = (name: string): string | undefined =>
      new RegExp(`\\bio\\.cilium\\.k8s\\.policy\\.${name}=([^\\s,\\]"]+)`).exec(comment)?.[1];
    const name = label("name");
    const namespace = label("namespace");
    const kind = kinds[label("derived-from") ?? ""];
    if (name === undefined) return undefined;
    return named(kind, namespace === undefined ? name : `${namespace}/${name}`);
  },
};
