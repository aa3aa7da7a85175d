/** Which policies of a snapshot concern its flows. */
import { explainFlow, policyFlowOf, policyModelOf } from "../journey/policies/policy-view.ts";
import type { Flow } from "../model/flow.ts";
import type { ObjectRef, PolicyObject } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { ruleSetsFor } from "../policy/compile.ts";
import { resolveEnd } from "../policy/match/ends.ts";

export interface PoliciesAbout {
  /** Those that the explanation of a flow names: they decide, or nearly do. */
  readonly named: readonly PolicyObject[];
  /** Those that select an end of a flow. */
  readonly selecting: readonly PolicyObject[];
}

export function policiesAbout(flows: readonly Flow[], snapshot: ClusterSnapshot): PoliciesAbout {
  const keyOf = ({ kind, namespace, name }: ObjectRef): string => `${kind} ${namespace ?? ""}/${name}`;
  const model = policyModelOf(snapshot);
  const named = new Set<string>();
  const selecting = new Set<string>();
  for (const flow of flows) {
    const asked = policyFlowOf(flow, snapshot);
    for (const end of [asked.from, asked.to].map((one) => resolveEnd(model.inventory, one)))
      for (const direction of ["egress", "ingress"] as const)
        for (const { object } of ruleSetsFor(model, end, direction)) selecting.add(keyOf(object));
    const { egress, ingress } = explainFlow(flow, snapshot);
    for (const { allowedBy, deniedBy, nearestMiss, isolatedBy } of [egress, ingress])
      for (const object of [allowedBy?.object, deniedBy?.object, nearestMiss?.object, isolatedBy[0]])
        if (object) named.add(keyOf(object));
  }
  const among = (keys: ReadonlySet<string>): readonly PolicyObject[] =>
    snapshot.policies.filter(({ kind, metadata: { name, namespace } }) =>
      keys.has(keyOf({ kind, name, ...(namespace === undefined ? {} : { namespace }) })),
    );
  return { named: among(named), selecting: among(selecting) };
}
