/**
 * The one shape every policy API is read into: rule sets in ordered tiers. A rule set is what one object
 * says for one direction about the pods it selects.
 *
 * How tiers decide (see `decide.ts`): the rule sets that select the end are walked tier by tier, in a tier by
 * order and then name; the first matching rule acts. `allow` and `deny` are final for the direction, `pass` goes
 * on with the next tier. When a tier ends without a match, it denies if one of its rule sets isolates, else
 * the next tier is asked; after the last tier everything is allowed.
 */
import type { ObjectRef } from "../model/kubernetes.ts";
import type { Protocol } from "../model/protocol.ts";
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
    }
  | { readonly type: "cidr"; readonly block: Cidr; readonly except: readonly Cidr[] }
  /** Holds a field this version does not know: matches nothing, so that an allow fails closed. */
  | { readonly type: "unreadable"; readonly field: string };

/** Which ports of the destination. Entries of one rule are alternatives. */
export type PortMatch =
  | { readonly type: "range"; readonly protocol: Protocol; readonly first: number; readonly last: number }
  /** The name of a container port of the destination pod. */
  | { readonly type: "named"; readonly protocol: Protocol; readonly name: string }
  | { readonly type: "unreadable"; readonly field: string };

export interface Rule {
  /** Position in the object's list for this direction, from 0. */
  readonly index: number;
  readonly action: "allow" | "deny" | "pass" | "log";
  /** Undefined: anyone. An empty list never stands for anyone. */
  readonly peers: readonly Peer[] | undefined;
  /** Undefined: every port of every protocol. */
  readonly ports: readonly PortMatch[] | undefined;
}

/** The pods a rule set is about. */
export interface Subject {
  readonly namespace: string;
  readonly pods: Selector;
}

export interface Tier {
  readonly rank: number;
  readonly name: string;
}

export interface RuleSet {
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
