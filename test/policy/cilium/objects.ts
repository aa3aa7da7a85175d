/** Cilium's objects, around the small cluster of `../cluster.ts`. */
import type { KubernetesObject } from "../../../src/policy/index.ts";

/** A policy for db in shop, unless the spec says otherwise. */
export function cilium(spec: object, name = "shop/c"): KubernetesObject {
  const [inNamespace, policyName] = name.split("/");
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { namespace: inNamespace, name: policyName },
    spec: { endpointSelector: { matchLabels: { app: "db" } }, ...spec },
  };
}

/** A cluster-wide policy for every pod, unless the spec says otherwise. */
export function clusterwide(spec: object): KubernetesObject {
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "wide" },
    spec: { endpointSelector: {}, ...spec },
  };
}

export const fromWeb = { fromEndpoints: [{ matchLabels: { app: "web" } }] };
export const inTeamB = { matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": "b" } };
