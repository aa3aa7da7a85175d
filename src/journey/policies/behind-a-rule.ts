/** Which policies a rule that stops packets was made of, and what they say of these packets. */
import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import { hasOwnNetns } from "../machine/places.ts";
import type { Drop } from "../hops/drop.ts";
import { isKnown } from "./policies-meant.ts";
import { explainFlow } from "./policy-view.ts";
import { unreadFor } from "./unread-policies.ts";

/** What the declared policies say of the flow, both ways; not seen when it cannot be told for those that were not read. */
export function policySaid(flow: Flow, snapshot: ClusterSnapshot): Sight<Explanation> {
  const said = explainFlow(flow, snapshot);
  const { egress, ingress } = unreadFor(flow, snapshot);
  const [unread] = [...egress, ...ingress];
  if (unread && said.verdict === "undecidable")
    return { notSeen: { why: "forbidden", detail: unread.reason, next: unread.next } };
  return { seen: said };
}

/** What they would say if nobody rewrote the source on its way from pod to pod; `undefined` where nobody does. */
export function policySaidAsSent(flow: Flow, snapshot: ClusterSnapshot): Explanation | undefined {
  const rewritten = flow.arrivesAs?.masqueradedBy !== undefined;
  if (!rewritten || !hasOwnNetns(flow.from) || !hasOwnNetns(flow.to)) return undefined;
  return explainFlow({ ...flow, arrivesAs: { ip: flow.sourceIP } }, snapshot);
}

/** The stopping rule where it was made of a policy of this direction; undefined where it is somebody else's, or there is none. */
export function policyDrop(drop: Drop | undefined, direction: DirectionName): Drop | undefined {
  if (!drop) return undefined;
  const { policies, enforcer } = drop.behind;
  // Who enforces policies stops them here, and does not say in its rules which.
  if (enforcer) return drop;
  // Rules without a known maker count as both.
  return policies.some((one) => one.direction === undefined || one.direction === direction)
    ? drop
    : undefined;
}

/** Whether policies are asked about an end of the flow at this hop: of the sender where it leaves, of the receiver where it is. */
export function directionsAt(hop: Hop, flow: Flow): readonly DirectionName[] {
  const egress = hop.kind === "node-out" && flow.from.type === "pod";
  const ingress = hop.node !== undefined && hop.node === nodeOf(flow.to) && flow.to.type === "pod";
  return [...(egress ? (["egress"] as const) : []), ...(ingress ? (["ingress"] as const) : [])];
}

/**
 * The direction whose policies a drop belongs to: as its rules say; else the one at this hop that the policies it names
 * decide about; else the last one asked here.
 */
export function directionOf(drop: Drop, policy: Explanation, hop: Hop, flow: Flow): DirectionName {
  const told = drop.behind.policies.find(({ direction }) => direction !== undefined)?.direction;
  if (told) return told;
  const here = directionsAt(hop, flow);
  const named = here.find((direction) =>
    policy[direction].isolatedBy.some(({ namespace, name }) =>
      drop.behind.policies.some((one) => one.name === name && one.namespace === namespace),
    ),
  );
  return named ?? here.at(-1) ?? "ingress";
}

/** Whether of every policy that stops a packet it is known what it says, or that it is gone: then they are judged, not only named. */
export function areKnown(drop: Drop, snapshot: ClusterSnapshot): boolean {
  return drop.behind.policies.every((name) => isKnown(name, snapshot));
}
