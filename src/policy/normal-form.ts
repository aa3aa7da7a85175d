/**
 * The one shape every policy API is read into: rule sets in ordered tiers. A rule set is what one object
 * says for one direction about the pods it selects.
 *
 * How tiers decide (see `decide.ts`): the rule sets that select the end are walked tier by tier, in a tier by
 * order and then name; the first matching rule acts. `allow` and `deny` are final for the direction, `pass` goes
 * on with the next tier. When a tier ends without a match, it denies if one of its rule sets isolates, else
 * the next tier is asked; after the last tier everything is allowed. A service mesh is asked by itself (`layer`)
 * after the network: each layer must allow.
 */
import type { ObjectRef } from "../model/kubernetes.ts";
import type { Protocol } from "../model/protocol.ts";
import type { Expression } from "./calico/selector.ts";
import type { Cidr } from "./cidr.ts";
import type { Selector } from "./selectors.ts";

export type DirectionName = "egress" | "ingress";

/** Who is on the other side of the connection. Peers of one rule are alternatives. */
export type Peer =
  | {
      readonly type: "pods";
      /** One namespace by name (the policy's own), or those whose labels match. */
      readonly namespaces: { readonly own: string } | { readonly selector: Selector };
      readonly pods: Selector;
      /** Further: the peer's namespace has these labels with the values the subject's namespace has, or has them otherwise. */
      readonly ownLabels?: { readonly relation: "same" | "different"; readonly keys: readonly string[] };
    }
  /** Nodes by their labels, met under any of their addresses. */
  | { readonly type: "nodes"; readonly nodes: Selector }
  | { readonly type: "entity"; readonly entity: Entity }
  /** The identity a service mesh proves; every condition holds. */
  | { readonly type: "source"; readonly conditions: readonly SourceCondition[] }
  /** Sends no mutual TLS, because nothing of a service mesh runs beside it. */
  | { readonly type: "outside-mesh" }
  /** Which addresses these are, no object says: an address outside the cluster may be among them, pods and nodes are not. */
  | { readonly type: "domain"; readonly name: string }
  /** No object says who this is. */
  | { readonly type: "undecided"; readonly text: string; readonly why: string }
  | { readonly type: "cidr"; readonly block: Cidr; readonly except: readonly Cidr[] }
  /** Cilium: blocks kept in CiliumCIDRGroups, by the name of one or by their labels. */
  | { readonly type: "cidr-group"; readonly group: string | Selector; readonly except: readonly Cidr[] }
  /** Calico: labels of the end itself, or of a network set or host endpoint that holds its address. */
  | { readonly type: "expression"; readonly expression: Expression; readonly text: string }
  /** The endpoints of a Service. */
  | { readonly type: "service"; readonly namespace: string; readonly name: string }
  /** Cilium: what Services stand for, by name or labels; what is undefined may be anything. `text` says the labels. */
  | {
      readonly type: "to-services";
      readonly namespace: string | undefined;
      readonly name?: string;
      readonly labels?: Selector;
      readonly text: string;
    }
  /** Every one holds. */
  | { readonly type: "all"; readonly of: readonly Peer[] }
  /** At least one holds. */
  | { readonly type: "any"; readonly of: readonly Peer[] }
  | { readonly type: "not"; readonly peer: Peer }
  /** Holds a field this version does not know: matches nothing, so that an allow fails closed. */
  | { readonly type: "unreadable"; readonly field: string };

/** Groups of ends that Cilium has names for. `host` is the subject's own node, `remote-node` another. */
export type Entity =
  | "all"
  | "cluster"
  | "host"
  | "remote-node"
  | "world"
  | "world-ipv4"
  | "world-ipv6"
  | "none"
  | "kube-apiserver"
  | "ingress"
  | "health"
  | "init"
  | "unmanaged";

/** `*` at the start or end of a value stands for anything; `negated`: none of the values. */
export interface SourceCondition {
  /** A `serviceAccount` is `namespace/name`. */
  readonly field: "principal" | "namespace" | "serviceAccount" | "trustDomain" | "ip";
  readonly values: readonly string[];
  readonly negated: boolean;
}

/** Which ports of the destination. Entries of one rule are alternatives. */
export type PortMatch =
  | { readonly type: "range"; readonly protocol: Protocol; readonly first: number; readonly last: number }
  /** The name of a container port of the destination pod. */
  | { readonly type: "named"; readonly protocol: Protocol | "any"; readonly name: string }
  /** Echo requests and the other messages of ICMP. */
  | { readonly type: "icmp" }
  | Traffic
  | { readonly type: "unreadable"; readonly field: string };

/** What a rule says of protocol and port in one breath; says nothing of other protocols, so ICMP is decided too. */
export interface Traffic {
  readonly type: "traffic";
  readonly protocols: readonly Protocol[];
  /** Undefined: every port. */
  readonly ports?: readonly PortMatch[];
  readonly notPorts?: readonly PortMatch[];
  /** Conditions on ICMP messages; a question about ICMP is an echo request. */
  readonly icmp?: {
    readonly family?: 4 | 6;
    readonly types?: readonly number[];
    readonly notTypes?: readonly number[];
  };
  /** The port is one that this Service names at the destination. */
  readonly service?: { readonly namespace: string; readonly name: string };
}

export interface Rule {
  /** Position in the object's list for this direction, from 0; -1 for its isolation, where that is in doubt, and for `past`. */
  readonly index: number;
  readonly action: "allow" | "deny" | "pass" | "log";
  /** Undefined: anyone. An empty list never stands for anyone. */
  readonly peers: readonly Peer[] | undefined;
  /** Undefined: every port of every protocol. */
  readonly ports: readonly PortMatch[] | undefined;
  /** A further condition on the selected end itself. */
  readonly subject?: Peer;
  /** A rule with ports says nothing of ICMP in most APIs; where it is left open (NetworkPolicy), this is absent. */
  readonly icmp?: "needs-its-own-entry";
  /** A further condition that is not decided here, in words: the rule may match or not. */
  readonly needs?: string;
  /** Ambient mode's layer 4 proxy knows no requests: the rule never matches there, or matches without what it needs. */
  readonly atZtunnel?: "never" | "without";
  /** The same where a sidecar knows no requests: on a port that carries no HTTP, as its Service says. */
  readonly onTcpPort?: "never" | "without";
  /** Acting, it leaves the connection in plain text, whatever both ends could do: nobody proves an identity. */
  readonly plainText?: true;
  /** Not the object's own rule: why nobody asks the object about such traffic, in words. */
  readonly past?: string;
}

/** The pods a rule set is about. */
export interface Subject {
  /** Empty: pods of the whole cluster. */
  readonly namespace: string;
  readonly pods: Selector;
  /** Of the whole cluster, only pods of these namespaces. */
  readonly namespaces?: Selector;
  /** A condition beside the labels, which `pods` then only narrows down. */
  readonly end?: Peer;
  /** Only pods that a service mesh guards. */
  readonly inMesh?: true;
}

export interface Tier {
  /** Smaller first. */
  readonly rank: number;
  readonly name: string;
  /** `open`: which of two rule sets of one order is asked first, the API leaves to the implementation. */
  readonly ties?: "open";
  /** Absent: the network. Mesh layers decide about TCP to pods in the mesh. */
  readonly layer?: "mutual-tls" | "mesh";
}

export interface RuleSet {
  /** Whose API, when its tiers are looked up by name among the objects. */
  readonly api?: "calico";
  readonly object: ObjectRef;
  readonly tier: Tier;
  /** Inside the tier, smaller first; equal orders by the object's name. */
  readonly order: number;
  readonly direction: DirectionName;
  readonly subject: Subject;
  /** Whether being selected means that what no rule allows is denied at the end of the tier. */
  readonly isolates: boolean;
  readonly rules: readonly Rule[];
}

/** Highest port; ports are walked as ranges inside 0 to this. */
export const lastPort = 65_535;
