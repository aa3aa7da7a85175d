/** Sets on a node that are wrong about a pod, and for that stop what the policies allow. */
import type { Flow } from "../model/flow.ts";
import type { ObjectRef } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { DirectionName } from "../policy/normal-form.ts";
import type { FirewallView, RuleWay } from "./firewall.ts";
import { admits, declaredPolicy, policiesAbout } from "./policies-meant.ts";
import { meantSet, nameTells, setsMeant } from "./policy-sets.ts";
import { fewestThatPass, membersAsked, type MemberAsked } from "./set-changes.ts";

/** A set that decides otherwise than the policy it is of. */
export interface SetGap extends MemberAsked {
  readonly object: ObjectRef;
}

/**
 * The fewest members that stand between the rules and the policies: with them put right, the packet passes the rule that stops it.
 * Empty when sets alone do not explain it.
 */
export function setGaps(
  view: FirewallView,
  way: RuleWay,
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): readonly SetGap[] {
  const wrong = membersAsked(view, way).flatMap((asked): SetGap[] => {
    const object = wronged(asked, direction, flow, snapshot);
    return object ? [{ ...asked, object }] : [];
  });
  const fewest = fewestThatPass(wrong, view, way);
  return wrong.filter((gap) => fewest.includes(gap));
}

/**
 * The policy whose set this is and whose word it breaks. Where names of sets tell what they stand for, that is compared; a rule of an older
 * version asks another set, rightly without this pod. Where they do not, the policy that the chain names must admit the
 * packet. A chain that names no policy may still ask sets whose names do.
 */
function wronged(
  { policy, set, member, holds }: MemberAsked,
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): ObjectRef | undefined {
  if (policy?.direction !== undefined && policy.direction !== direction) return undefined;
  const named = policy && declaredPolicy(policy, snapshot);
  if (policy && !named) return undefined;
  const candidates = named ? [named] : policiesAbout(direction, flow, snapshot);
  for (const declared of candidates) {
    const meant = nameTells(set.name) ? setsMeant(declared, direction, flow, snapshot) : undefined;
    const should = meant && meantSet(meant, set.name, member)?.holds;
    if (should === (holds ? "no" : "yes")) return declared.ref;
    if (named && !meant && admits(named.ref, direction, flow, snapshot)) return named.ref;
  }
  return undefined;
}
