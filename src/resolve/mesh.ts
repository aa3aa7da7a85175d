import type { Pod, PolicyObject } from "../model/kubernetes.ts";
import type { Gaps } from "./gaps.ts";

/** Istio's policies of this namespace hold for the whole mesh, unless its settings name another. */
export const meshNamespace = "istio-system";

/**
 * Where the control planes of these pods' proxies run, other than the usual namespace: there stand the policies of the whole
 * mesh, if its settings, which are not read, say nothing else. Proxies carry the address as `istiod.NAMESPACE.svc:15012`.
 */
export function otherMeshNamespaces(pods: readonly Pod[]): readonly string[] {
  const addresses = pods.flatMap(({ spec }) => [
    ...JSON.stringify(spec).matchAll(/\bistiod[a-z0-9-]*\.([a-z0-9-]+)\.svc\b/g),
  ]);
  const namespaces = new Set(addresses.flatMap(([, namespace]) => namespace ?? []));
  namespaces.delete(meshNamespace);
  return [...namespaces];
}

/** Policies there are taken for those of their own namespace alone: that they may hold for every pod is said. */
export function doubtOtherMeshes(
  policies: readonly PolicyObject[],
  namespaces: readonly string[],
  gaps: Gaps,
): void {
  for (const namespace of namespaces) {
    const there = policies.filter(
      ({ apiVersion, metadata }) =>
        apiVersion.startsWith("security.istio.io/") && metadata.namespace === namespace,
    );
    if (there.length > 0)
      gaps.add(
        `whether Istio's policies of namespace ${namespace} hold for the whole mesh`,
        new Error(
          `proxies get their orders from there, and only ${meshNamespace} is taken for the mesh's own namespace`,
        ),
        "all",
        `kubectl get configmap istio -n ${namespace} -o yaml   # rootNamespace`,
      );
  }
}
