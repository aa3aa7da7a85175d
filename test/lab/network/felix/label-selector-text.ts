/** Kubernetes' label selectors in Calico's language (libcalico-go: k8sSelectorToCalico). */
import type { LabelSelector } from "../../../../src/model/kubernetes.ts";

/** Of pods, never of network sets or host endpoints. */
export function podSelectorText(selector: LabelSelector | undefined): string {
  return ["projectcalico.org/orchestrator == 'k8s'", ...terms(selector ?? {})].join(" && ");
}

export function namespaceSelectorText(selector: LabelSelector): string {
  return terms(selector).join(" && ") || "all()";
}

function terms({ matchLabels, matchExpressions }: LabelSelector): string[] {
  const equal = Object.entries(matchLabels ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...equal.map(([key, value]) => `${key} == '${value}'`),
    ...(matchExpressions ?? []).map(({ key, operator, values }) => {
      const set = `{ ${(values ?? []).map((value) => `'${value}'`).join(", ")} }`;
      switch (operator) {
        case "In":
          return `${key} in ${set}`;
        case "NotIn":
          return `${key} not in ${set}`;
        case "Exists":
          return `has(${key})`;
        case "DoesNotExist":
          return `! has(${key})`;
        default:
          throw new Error(`no such label selector operator: ${operator}`);
      }
    }),
  ];
}
