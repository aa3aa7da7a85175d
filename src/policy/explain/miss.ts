/** One thing that keeps a rule from matching. */
export type MissKind =
  | "podLabel"
  | "selector"
  | "namespaceLabel"
  | "namespace"
  | "port"
  | "protocol"
  | "namedPort"
  | "cidr"
  | "family"
  | "notAPod"
  | "hostNetwork"
  | "entity"
  | "identity"
  | "request"
  | "unknownField";

/** One thing that would have to be different. */
export interface Miss {
  readonly kind: MissKind;
  /** The exact difference: `podSelector wants app=client; web has app=web`. */
  readonly says: string;
  /** What the end is or has, to close a sentence with. */
  readonly tail: string;
  /** How far away: a typo is nearer than another label, a label nearer than a peer of another sort. */
  readonly cost: number;
}
