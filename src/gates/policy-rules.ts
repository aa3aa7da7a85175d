import { ipsets } from "../probes/rules/ipsets.ts";
import { entersAtNode, type Flow } from "../model/flow.ts";
import type { Sight } from "../model/evidence.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Direction, Explanation } from "../policy/explain/explain.ts";
import { firewallAt, type FirewallView } from "../journey/hops/firewall.ts";
import type { Drop } from "../journey/hops/drop.ts";
import { guardOf, type Guard } from "../journey/hops/host-endpoint.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { areKnown, directionOf, policySaid } from "../journey/policies/behind-a-rule.ts";
import { explainFlow } from "../journey/policies/policy-view.ts";
import { setGaps, type SetGap } from "../journey/policies/set-gaps.ts";
import { policedFlow } from "../journey/services/policed.ts";
import { declaredService } from "../journey/services/declared.ts";
import { droppingRule } from "./dropping-rule.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { notKnown, passes, stops, stopsSome, type Gate, type Scene } from "./gate.ts";
import { checksReversePath } from "./reverse-path.ts";

/** A rule made of policies stops packets, and how that stands to what the policies say. */
export type PolicyRule =
  /** The policies as they stand let the packets pass: the node has a rule too many, or one too few. */
  | {
      readonly is: "out of step";
      readonly drop: Drop;
      readonly policy: Explanation;
      readonly said: Direction;
      readonly view: FirewallView;
    }
  /** They let the packets pass, and so would the rules, were their sets right about an address. */
  | {
      readonly is: "wrong set";
      readonly drop: Drop;
      readonly said: Direction;
      readonly gaps: readonly [SetGap, ...SetGap[]];
    }
  /** What they say could not be read or decided: they are named. */
  | {
      readonly is: "not judged";
      readonly drop: Drop;
      readonly policy: Drop["behind"]["policies"][number];
      readonly said: Direction | undefined;
    };

/** Whether the rules that a node has of policies stop what those policies admit. What they deny, the policies stop, and not the node. */
export function policyRuleGate(scene: Scene): Gate<PolicyRule> {
  const { hop, path, snapshot, evidence } = scene;
  const stopped = droppingRule(scene);
  if (stopped.notSeen) return notKnown(stopped.notSeen.detail);
  const drop = stopped.seen;
  // Packets that are sent to somebody else's wire meet the rules of that one.
  if (!drop || drop.behind.because === "none" || drop.astray) return passes;
  const foreign = ofAnotherNamespace(drop, scene.flow);
  if (foreign) return notKnown(foreign);
  const flow = policedFlow(scene.flow, hop, snapshot);
  const policy = policySaid(flow, snapshot);
  const direction = policy.seen && directionOf(drop, policy.seen, hop, flow);
  const said = direction && policy.seen[direction];
  const known = areKnown(drop, snapshot);
  const [first] = drop.behind.policies;
  if (!policy.seen || !said || said.verdict === "undecidable" || !known)
    return first
      ? stops({ is: "not judged", drop, policy: first, said })
      : policy.notSeen
        ? notKnown(policy.notSeen.detail)
        : passes;
  if (said.verdict !== "allow") return passes;
  const view = firewallAt(hop, path, scene.flow, evidence);
  if (view.notSeen) return notKnown(view.notSeen.detail);
  const gaps = gapsBehind(drop, view.seen, scene);
  if (gaps.notSeen) return notKnown(gaps.notSeen.detail);
  const [gap, ...more] = gaps.seen;
  return gap
    ? stops({ is: "wrong set", drop, said, gaps: [gap, ...more] })
    : stops({ is: "out of step", drop, policy: policy.seen, said, view: view.seen });
}

/**
 * A policy of a namespace selects pods of that namespace alone. Where all that the rule was made of are of other namespaces than both
 * pods, the packets are on somebody else's wire, or the rules are of a pod that is gone: that is no word about these pods.
 */
function ofAnotherNamespace({ behind: { policies } }: Drop, { from, to }: Flow): string | undefined {
  const own = [from, to].flatMap((end) => (end.type === "pod" ? [end.namespace] : []));
  const [first] = policies;
  const all = policies.every(({ namespace }) => namespace !== undefined && !own.includes(namespace));
  return first && own.length > 0 && all
    ? `the rule that stops the packets was made of ${first.kind} ${first.namespace ?? ""}/${first.name}, which selects no pod of namespace ${[...new Set(own)].join(" or ")}`
    : undefined;
}

/** Members of policies' sets that are wrong, and let the stopped packet pass when put right. */
function gapsBehind(
  drop: Drop,
  view: FirewallView,
  { hop, flow, snapshot, evidence }: Scene,
): Sight<readonly SetGap[]> {
  const sets = evidence.see(ipsets, nodePlace(hop.node ?? ""));
  // With the sets unread, a rule that asks one may match or not: what it does is no word about its policy.
  if (!drop.walked && sets.notSeen) return { notSeen: sets.notSeen };
  const { way } = drop;
  if (!way) return { seen: [] };
  const policed = policedFlow(flow, hop, snapshot);
  const direction = directionOf(drop, explainFlow(policed, snapshot), hop, policed);
  const key = `${flow.id} ${hop.kind} ${hop.node ?? ""}`;
  return { seen: evidence.derive(setGaps, key, () => setGaps(view, way, direction, policed, snapshot)) };
}

/**
 * Whether a rule that is of no policy stops the packet. Refusing a Service without endpoints is how its proxy says so: the Service stops
 * them; a rule that compares with the way back speaks of routes.
 */
export function foreignRuleGate(scene: Scene): Gate<Drop> {
  const { hop, flow, snapshot, evidence } = scene;
  const stopped = droppingRule(scene);
  if (stopped.notSeen) return notKnown(stopped.notSeen.detail);
  const drop = stopped.seen;
  if (!drop || drop.behind.because !== "none" || drop.astray || checksReversePath(drop.rule)) return passes;
  if (drop.how === "reject" && flow.to.type === "external" && flow.service) return passes;
  if (refusesForTheService(drop, flow, snapshot)) return passes;
  // Where policies deny the packets, a rule that may be theirs is no other's.
  const denied = policySaid(policedFlow(flow, hop, snapshot), snapshot).seen?.verdict === "deny";
  if (denied && drop.packet === "inner" && !drop.walked) return passes;
  // One that matches by chance, or by what nobody can tell here, lets others through.
  const answered = attemptsOf(evidence, flow).seen?.answered ?? 0;
  return !drop.walked && answered > 0 ? stopsSome(drop) : stops(drop);
}

/** Of a NodePort: where its Service has no endpoint for the node, the rule of the proxy says so. */
function refusesForTheService({ where }: Drop, flow: Flow, snapshot: ClusterSnapshot): boolean {
  if (!entersAtNode(flow) || !/kube/i.test(where)) return false;
  const service = declaredService(flow, snapshot);
  if (!service) return false;
  const near = service.service.spec.externalTrafficPolicy === "Local";
  return service.ready.every(({ node }) => near && node !== flow.asked?.address?.node);
}

/** A host endpoint's rules stop the packet on its node. */
export interface Guarded {
  readonly node: string;
  readonly drop: Drop;
  readonly guard: Guard;
}

/** Whether the rules of a host endpoint of Calico let the packet pass. */
export function hostEndpointGate(scene: Scene): Gate<Guarded> {
  const { hop, snapshot } = scene;
  const stopped = droppingRule(scene);
  if (stopped.notSeen) return notKnown(stopped.notSeen.detail);
  const drop = stopped.seen;
  if (!drop || hop.node === undefined) return passes;
  const guard = guardOf(drop, hop.node, snapshot);
  return guard ? stops({ node: hop.node, drop, guard }) : passes;
}
