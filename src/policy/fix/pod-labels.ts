/** Labels that tell an application's pods from others and outlive a rollout. */
import type { Labels } from "../selectors.ts";

/** Changed by every rollout, restart or upgrade, or written by the platform: a policy must not depend on them. */
const passing: readonly RegExp[] = [
  /^pod-template-(hash|generation)$/,
  /^controller-revision-hash$/,
  /^controller-uid$/,
  /^job-name$/,
  /^batch\.kubernetes\.io\//,
  /^statefulset\.kubernetes\.io\//,
  /^apps\.kubernetes\.io\/pod-index$/,
  /^topology\.kubernetes\.io\//,
  /^helm\.sh\/chart$/,
  /^app\.kubernetes\.io\/(version|managed-by)$/,
  /^version$/,
  /^(security|service)\.istio\.io\//,
];

/** Empty when the pod has none; then a selector made of them selects the whole namespace. */
export function lastingLabels(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([key]) => !passing.some((pattern) => pattern.test(key)))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
