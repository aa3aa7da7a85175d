/** Policies as Felix computes with them, whichever API they came through. */
export type Direction = "ingress" | "egress";
export const directions: readonly Direction[] = ["ingress", "egress"];

/** What a rule says of one end of a packet; all that is given must match. Selectors are texts, empty for none. */
export interface Entity {
  readonly nets: readonly string[];
  readonly notNets: readonly string[];
  /** With namespace and service accounts worked in. */
  readonly selector: string;
  readonly notSelector: string;
  readonly ports: readonly PortRange[];
  readonly portNames: readonly string[];
  readonly notPorts: readonly PortRange[];
  readonly notPortNames: readonly string[];
  /** `namespace/name`. */
  readonly service: string | undefined;
}

/** First and last port. */
export type PortRange = readonly [number, number];

export interface Icmp {
  readonly type?: number | undefined;
  readonly code?: number | undefined;
}

export interface PolicyRule {
  readonly action: "allow" | "deny" | "pass" | "log";
  readonly ipVersion: 4 | 6 | undefined;
  /** In lower case, or a number. */
  readonly protocol: string | undefined;
  readonly notProtocol: string | undefined;
  readonly icmp: Icmp | undefined;
  readonly notIcmp: Icmp | undefined;
  readonly source: Entity;
  readonly destination: Entity;
}

export interface FelixPolicy {
  readonly kind: "KubernetesNetworkPolicy" | "NetworkPolicy" | "GlobalNetworkPolicy";
  readonly namespace: string | undefined;
  readonly name: string;
  readonly tier: string;
  /** Infinity when the policy gives none. */
  readonly order: number;
  readonly selector: string;
  /** Workloads ask `tracked` policies only. Of host endpoints' traffic, `preDNAT` and `untracked` ones stand before translation and tracking. */
  readonly stage: "tracked" | "untracked" | "preDNAT";
  /** Asked about what a host endpoint's node forwards, too. */
  readonly onForward: boolean;
  /** A direction that is absent is not restricted by this policy. */
  readonly rules: Readonly<Partial<Record<Direction, readonly PolicyRule[]>>>;
}

export const anyEntity: Entity = {
  nets: [],
  notNets: [],
  selector: "",
  notSelector: "",
  ports: [],
  portNames: [],
  notPorts: [],
  notPortNames: [],
  service: undefined,
};

/** The chain of a policy is named by this (felix/types: PolicyID). */
export function policyId({ kind, namespace, name }: FelixPolicy): string {
  const short = { KubernetesNetworkPolicy: "knp", NetworkPolicy: "np", GlobalNetworkPolicy: "gnp" }[kind];
  return [short, ...(namespace === undefined ? [] : [namespace]), name].join("/");
}

/** The first rule of the chain says whose it is. */
export function policyTitle({ kind, namespace, name }: FelixPolicy, direction: Direction): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name} ${direction}`;
}

/** Order, then name, namespace and kind in one word (felix/calc: PolKVLess). */
export function inOrder(policies: readonly FelixPolicy[]): FelixPolicy[] {
  const word = ({ name, namespace = "", kind }: FelixPolicy): string => `${name}/${namespace}/${kind}`;
  return [...policies].sort((left, right) =>
    left.order === right.order ? (word(left) < word(right) ? -1 : 1) : left.order - right.order,
  );
}
