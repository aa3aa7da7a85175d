import type { ObjectRef } from "../../model/kubernetes.ts";
import type { DirectionName } from "../normal-form.ts";
import type { Verdict } from "../verdict/decide.ts";
import type { NearestMiss } from "./nearest-miss.ts";

export interface RuleNamed {
  readonly object: ObjectRef;
  /** Position in the object's ingress or egress list, from 0. */
  readonly ruleIndex: number;
  /** Name of the tier it stands in. */
  readonly tier: string;
  readonly text: string;
}

export interface Direction {
  readonly direction: DirectionName;
  readonly verdict: Verdict;
  /** Every policy that isolates the end in this direction, allowing ones included; those of the tier that denied first. */
  readonly isolatedBy: readonly ObjectRef[];
  readonly allowedBy?: RuleNamed;
  /** A rule that denies by itself, in policy APIs that have such. */
  readonly deniedBy?: RuleNamed;
  readonly nearestMiss?: NearestMiss;
  /** One sentence for this direction. */
  readonly sentence: string;
  /** What was asked in which order, line by line. */
  readonly walkthrough: readonly string[];
}
