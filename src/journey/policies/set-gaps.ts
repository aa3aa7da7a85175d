/** Sets on a node that are wrong about a pod, and for that stop what the policies allow. */
import type { Flow } from "../../model/flow.ts";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { CompiledPolicy } from "../../policy/compile.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import type { FirewallView, RuleWay } from "../hops/firewall.ts";
import { admits, declaredPolicy, policiesAbout } from "./policies-meant.ts";
import { meantSet, nameTells, setsMeant, type MeantSet } from "./policy-sets.ts";
import { fewestThatPass, membersAsked, type MemberAsked } from "./set-changes.ts";

/** A set that decides otherwise than the policy it is of. */
export interface SetGap extends MemberAsked {
  readonly object: ObjectRef;
}

/**
 * The fewest members that stand between the rules and the policies: with them put right, the packet passes the rule that stops it.
 * Empty when sets alone do not explain it.
 *
 * Where names of sets tell what they stand for, a member is wrong that is not as the policy means it; a rule of an older version asks
 * another set, rightly without this pod. Where they do not, the policy that the rule or its chain names must admit the packet. A
 * chain that names no policy may still ask sets whose names do.
 */
export function setGaps(
  view: FirewallView,
  way: RuleWay,
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): readonly SetGap[] {
  const about = policiesAbout(direction, flow, snapshot);
  const known = new Map<CompiledPolicy, readonly MeantSet[] | undefined>();
  const setsOf = (policy: CompiledPolicy): readonly MeantSet[] | undefined => {
    if (!known.has(policy)) known.set(policy, setsMeant(policy, direction, flow, snapshot));
    return known.get(policy);
  };
  /** Whether it breaks the policy's word; undefined where the set's name does not tell. */
  const breaks = (policy: CompiledPolicy, { set, member, holds }: MemberAsked): boolean | undefined => {
    const meant = nameTells(set.name) ? setsOf(policy) : undefined;
    return meant && meantSet(meant, set.name, member)?.holds === (holds ? "no" : "yes");
  };
  const wronged = (asked: MemberAsked): ObjectRef | undefined => {
    const { policy } = asked;
    if (!policy) return about.find((one) => breaks(one, asked))?.ref;
    if ((policy.direction ?? direction) !== direction) return undefined;
    const named = declaredPolicy(policy, snapshot);
    return named && (breaks(named, asked) ?? admits(named.ref, direction, flow, snapshot))
      ? named.ref
      : undefined;
  };
  const wrong = membersAsked(view, way).flatMap((asked): SetGap[] => {
    const object = wronged(asked);
    return object ? [{ ...asked, object }] : [];
  });
  const fewest = fewestThatPass(wrong, view, way);
  return wrong.filter((gap) => fewest.includes(gap));
}
