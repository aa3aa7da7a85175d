/** Every flow that is tried of a set of policies, and what the engine says of it. */
import { Pod } from "../../src/model/kubernetes.ts";
import type { KubernetesObject, PolicyEnd, PolicyFlow } from "../../src/policy/index.ts";
import type { KubeObject } from "../lab/api/object.ts";
import type { Lab } from "../lab/lab.ts";
import { tunnelIPOf } from "../lab/network/network.ts";
import type { Family } from "../lab/network/ruleset.ts";
import { nodes, podSpecs } from "./cluster.ts";
import type { Try } from "./prober.ts";

/** A place with a network namespace of its own: a pod, or a node with its hostNetwork pods. */
export interface Place {
  readonly name: string;
  readonly node: string;
  readonly ips: Readonly<Record<Family, string>>;
  readonly onNode: boolean;
  /** Undefined for a node as such. */
  readonly pod: string | undefined;
}

export const places: readonly Place[] = [
  ...podSpecs.map(({ name, node, ip, ip6, hostNetwork }): Place => ({
    name,
    node,
    ips: { 4: ip, 6: ip6 },
    onNode: hostNetwork ?? false,
    pod: name,
  })),
  ...nodes
    .filter(({ name }) => name === "node1")
    .map(({ name, ip, ip6 }): Place => ({
      name,
      node: name,
      ips: { 4: ip, 6: ip6 },
      onNode: true,
      pod: undefined,
    })),
];

export interface Flow {
  readonly family: Family;
  readonly from: Place;
  readonly to: Place;
  readonly packet: Try;
}

const protocols = ["TCP", "UDP", "SCTP"] as const;

export function flowsOf(ports: readonly number[]): Flow[] {
  return places.flatMap((from) =>
    places
      // Between nodes there are no workloads, and nothing to decide.
      .filter((to) => !(from.onNode && to.onNode))
      .flatMap((to) => {
        const towards = [
          ...protocols.flatMap((protocol) => ports.map((port) => ({ protocol, port }))),
          { protocol: "ICMP", port: 0 } as const,
        ];
        return ([4, 6] as const).flatMap((family) =>
          towards.map((one): Flow => ({ family, from, to, packet: { ...one, address: to.ips[family] } })),
        );
      }),
  );
}

/** Kinds of the lab's API that decide about packets here, as the engine is given them. */
const kinds: readonly (readonly [string, string])[] = [
  ["v1", "Pod"],
  ["v1", "Namespace"],
  ["v1", "Node"],
  ["v1", "Service"],
  ["v1", "ServiceAccount"],
  ["discovery.k8s.io/v1", "EndpointSlice"],
  ["networking.k8s.io/v1", "NetworkPolicy"],
  ...[
    "Tier",
    "NetworkPolicy",
    "GlobalNetworkPolicy",
    "StagedNetworkPolicy",
    "StagedGlobalNetworkPolicy",
    "NetworkSet",
    "GlobalNetworkSet",
  ].map((kind) => ["crd.projectcalico.org/v1", kind] as const),
];

export function objectsOf(lab: Lab): KubernetesObject[] {
  return kinds.flatMap(([apiVersion, kind]): readonly KubeObject[] =>
    lab.server.store.ofKind(apiVersion, kind),
  );
}

export function podsOf(lab: Lab): ReadonlyMap<string, Pod> {
  return new Map(
    lab.server.store
      .ofKind("v1", "Pod")
      .map((object) => Pod.parse(object))
      .map((pod) => [`${pod.metadata.namespace ?? ""}/${pod.metadata.name}`, pod]),
  );
}

export function asked({ family, from, to, packet }: Flow, pods: ReadonlyMap<string, Pod>): PolicyFlow {
  const end = (place: Place, ip: string): PolicyEnd => {
    const pod = place.pod === undefined ? undefined : pods.get(place.pod);
    return { ip, name: place.name, ...(pod ? { pod } : {}) };
  };
  return {
    from: end(from, sourceAddress(from, to, family)),
    to: end(to, to.ips[family]),
    protocol: packet.protocol,
    port: packet.port,
  };
}

/** To pods of other nodes a node sends from its end of the tunnel. */
function sourceAddress(from: Place, to: Place, family: Family): string {
  const node = nodes.find(({ name }) => name === from.node);
  const block = family === 4 ? node?.podBlock : node?.podBlock6;
  return from.onNode && from.node !== to.node && block !== undefined ? tunnelIPOf(block) : from.ips[family];
}
