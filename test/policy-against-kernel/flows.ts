/** Every flow that is tried of a set of policies. */
import type { Family } from "../lab/network/ruleset.ts";
import { alone, aloneServices, nodes, podSpecs } from "./cluster.ts";
import type { Try } from "./prober.ts";

/** A place with a network namespace of its own: a pod, or a node with its hostNetwork pods. */
export interface Place {
  readonly name: string;
  readonly node: string;
  readonly ips: Readonly<Record<Family, string>>;
  readonly onNode: boolean;
  /** Undefined for a node as such. */
  readonly pod: string | undefined;
  /** Of the Service before this pod alone. */
  readonly serviceIps: Readonly<Record<Family, string>> | undefined;
}

export const places: readonly Place[] = [
  ...podSpecs.map(({ name, node, ip, ip6, hostNetwork }): Place => ({
    name,
    node,
    ips: { 4: ip, 6: ip6 },
    onNode: hostNetwork ?? false,
    pod: name,
    serviceIps: aloneServices.find(({ pod }) => pod.name === name)?.ips,
  })),
  ...nodes
    .filter(({ name }) => name === "node1")
    .map(({ name, ip, ip6 }): Place => ({
      name,
      node: name,
      ips: { 4: ip, 6: ip6 },
      onNode: true,
      pod: undefined,
      serviceIps: undefined,
    })),
];

export interface Flow {
  readonly family: Family;
  readonly from: Place;
  readonly to: Place;
  /** As it leaves its source. */
  readonly packet: Try;
  /** Where it arrives, after any translation; 0 for ICMP. */
  readonly port: number;
  readonly throughService: boolean;
}

const protocols = ["TCP", "UDP", "SCTP"] as const;

function pairs(): (readonly [Place, Place])[] {
  return (
    places
      .flatMap((from) => places.map((to) => [from, to] as const))
      // Between nodes there are no workloads, and nothing to decide.
      .filter(([from, to]) => !(from.onNode && to.onNode))
  );
}

/** Between all places in both families: these ports of every protocol, a ping, and the Service before the pod. */
export function flowsOf(ports: readonly number[]): Flow[] {
  const direct = [
    ...protocols.flatMap((protocol) => ports.map((port) => ({ protocol, port }))),
    { protocol: "ICMP", port: 0 } as const,
  ];
  return pairs().flatMap(([from, to]) =>
    ([4, 6] as const).flatMap((family): Flow[] => {
      const between = { family, from, to };
      const service = to.serviceIps?.[family];
      return [
        ...direct.map((towards) => ({
          ...between,
          packet: { ...towards, address: to.ips[family] },
          port: towards.port,
          throughService: false,
        })),
        ...(service === undefined ? [] : alone.protocols).map((protocol) => ({
          ...between,
          packet: { protocol, address: service ?? "", port: alone.port },
          port: alone.targetPort,
          throughService: true,
        })),
      ];
    }),
  );
}

/** `red/api -> red/web TCP 8080 IPv4`. */
export function flowText({ family, from, to, packet, port, throughService }: Flow): string {
  const towards = packet.protocol === "ICMP" ? "ICMP" : `${packet.protocol} ${port}`;
  return `${from.name} -> ${to.name} ${towards} IPv${family}${throughService ? " through its Service" : ""}`;
}
