import type { Endpoint } from "../../model/endpoint.ts";
import { nodeOf } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import type { Place } from "../../model/place.ts";

/** The network namespace of one end; undefined outside the cluster and for pods without a running container. */
export function placeOf(endpoint: Endpoint): Place | undefined {
  switch (endpoint.type) {
    case "pod": {
      const [containerId] = endpoint.containerIds;
      if (containerId === undefined || endpoint.node === "") return undefined;
      return {
        kind: "pod",
        node: endpoint.node,
        namespace: endpoint.namespace,
        pod: endpoint.name,
        containerId,
      };
    }
    case "node":
      return { kind: "node", node: endpoint.name };
    case "external":
      return undefined;
  }
}

/** The node's own namespace. */
export function nodePlace(node: string): Place {
  return { kind: "node", node };
}

/** True for a pod with a network namespace of its own. */
export function hasOwnNetns(endpoint: Endpoint): boolean {
  return endpoint.type === "pod" && !endpoint.hostNetwork;
}

/** The nodes a flow touches, source first, each once. */
export function nodesOf(flow: Flow): readonly string[] {
  return [...new Set([nodeOf(flow.from), nodeOf(flow.to)])].filter(
    (node): node is string => node !== undefined && node !== "",
  );
}
