/** Conditions of rules as data: what is compared with what. `evaluate.ts` asks them about a packet. */
import type { Interval, SetReference } from "../numbers/sets.ts";

/** What of a packet can be asked. Names follow the packet's own words, whichever tool wrote the rule. */
export type Field =
  | "source"
  | "destination"
  | "protocol"
  | "sourcePort"
  | "destinationPort"
  | "iif"
  | "oif"
  | "physIn"
  | "physOut"
  | "mark"
  | "connectionMark"
  | "length"
  | "icmpType"
  | "icmpCode"
  | "family"
  | "state"
  | "direction"
  | "originalSource"
  | "originalDestination"
  | "originalSourcePort"
  | "originalDestinationPort"
  | "sourceType"
  | "destinationType"
  | "sourceTypeOnOif"
  | "destinationTypeOnOif"
  | "sourceTypeOnIif"
  | "destinationTypeOnIif"
  | "tcpFlags"
  | "reversePathDevice";

export type Expression =
  | {
      readonly kind: "field";
      readonly field: Field;
      /** nft payloads exist only in packets of this protocol or family: elsewhere the rule does not match. */
      readonly only?: { readonly protocols?: readonly number[]; readonly family?: 4 | 6 };
    }
  | { readonly kind: "constant"; readonly intervals: readonly Interval[] }
  | {
      readonly kind: "bits";
      readonly op: "&" | "|" | "^" | "<<" | ">>";
      readonly left: Expression;
      readonly right: Expression;
    }
  /** 0 … mod-1 by chance or in turn (numgen), or by a hash nobody can foresee. */
  | {
      readonly kind: "choice";
      readonly mod: number;
      readonly offset: number;
      readonly even: boolean;
    }
  | { readonly kind: "map"; readonly key: readonly Expression[]; readonly map: SetReference }
  | { readonly kind: "unknown"; readonly text: string };

export type Condition =
  | {
      readonly kind: "among";
      readonly key: readonly Expression[];
      readonly set: SetReference;
      readonly negate: boolean;
    }
  /** Any of these connection states or status bits; DNAT and SNAT are told by the translation made. */
  | { readonly kind: "tracked"; readonly any: readonly string[]; readonly negate: boolean }
  | {
      readonly kind: "ipset";
      readonly set: string;
      readonly directions: readonly ("src" | "dst")[];
      readonly negate: boolean;
    }
  | { readonly kind: "any-of"; readonly of: readonly Condition[]; readonly negate: boolean }
  /** True when the reverse path check passes (or, with `passes` false, fails). */
  | { readonly kind: "reverse-path"; readonly passes: boolean }
  | { readonly kind: "bridged"; readonly negate: boolean }
  | { readonly kind: "chance"; readonly probability: number }
  | { readonly kind: "constant"; readonly matches: boolean }
  | { readonly kind: "unknown"; readonly text: string };

export const always: Condition = { kind: "constant", matches: true };

/** `field in intervals`. */
export function among(field: Field, intervals: readonly Interval[], negate = false): Condition {
  return {
    kind: "among",
    key: [{ kind: "field", field }],
    set: { elements: intervals.map((interval) => ({ key: [interval] })) },
    negate,
  };
}
