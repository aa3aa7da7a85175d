/** Objects of which there may be thousands, and that are not asked about themselves. */
import type { EndpointSlice, Pod } from "./kubernetes.ts";

/**
 * What is kept of a pod that only stands beside those of the question: what selectors, rules and addresses of others may mean by it.
 * How it came to be, and how its containers fare, is nobody's business here.
 */
export function asNeighbour({ kind, metadata, spec, status }: Pod): Pod {
  const { name, namespace, labels, annotations, ownerReferences, deletionTimestamp } = metadata;
  const { nodeName, hostNetwork, serviceAccountName, containers, initContainers } = spec;
  const { phase, podIP, podIPs, hostIP, conditions } = status ?? {};
  const owner = ownerReferences?.find(({ controller }) => controller === true) ?? ownerReferences?.[0];
  const sidecars = (initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  const isBehindItsNode = [...containers, ...sidecars].some(({ ports }) =>
    ports?.some(({ hostPort }) => typeof hostPort === "number"),
  );
  return {
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels && { labels }),
      ...(annotations && Object.keys(annotations).length > 0 ? { annotations } : {}),
      ...(owner && { ownerReferences: [owner] }),
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    },
    spec: {
      ...(nodeName === undefined ? {} : { nodeName }),
      ...(hostNetwork === undefined ? {} : { hostNetwork }),
      ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      containers,
      ...(sidecars.length === 0 ? {} : { initContainers: sidecars }),
    },
    ...(status && {
      status: {
        ...(phase === undefined ? {} : { phase }),
        ...(podIP === undefined ? {} : { podIP }),
        // One address says the same once more.
        ...(podIPs && (podIPs.length > 1 || podIP === undefined) ? { podIPs } : {}),
        // At this address of its node it answers as well.
        ...(isBehindItsNode && hostIP !== undefined ? { hostIP } : {}),
        ...(conditions && {
          conditions: conditions.flatMap(({ type, status: is }) =>
            type === "Ready" ? [{ type, status: is }] : [],
          ),
        }),
      },
    }),
  };
}

/** Its endpoints without what goes without saying: that they are ready, and of the slice's own namespace. */
export function inFewWords(slice: EndpointSlice): EndpointSlice {
  return {
    ...slice,
    endpoints: slice.endpoints.map(({ conditions, targetRef, ...endpoint }) => ({
      ...endpoint,
      ...(conditions && !(conditions.ready === true && conditions.terminating !== true)
        ? { conditions }
        : {}),
      ...(targetRef && {
        targetRef: {
          ...(targetRef.kind === undefined ? {} : { kind: targetRef.kind }),
          ...(targetRef.name === undefined ? {} : { name: targetRef.name }),
          ...(targetRef.namespace === undefined || targetRef.namespace === slice.metadata.namespace
            ? {}
            : { namespace: targetRef.namespace }),
        },
      }),
    })),
  };
}
