import type { Flow } from "../model/flow.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import type { PolicySaying } from "../model/report.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { explainFlow } from "../journey/policies/policy-view.ts";

/** What the policies alone say of the first denied flow, or of the first one: told before any packet is sent. */
export function policySaying(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  own: OwnFaults,
): PolicySaying | undefined {
  const said = own.orElse(
    "tell what the policies say",
    () => [],
    () =>
      flows
        .filter(({ to, from }) => to.type === "pod" || from.type === "pod")
        .map((flow) => explainFlow(flow, snapshot)),
  );
  const first =
    said.find(({ verdict }) => verdict === "deny") ??
    said.find(({ verdict }) => verdict !== "allow") ??
    said[0];
  if (!first) return undefined;
  return {
    verdict: first.verdict,
    sentence: first.sentence,
    egress: [...first.egress.walkthrough],
    ingress: [...first.ingress.walkthrough],
  };
}
