/** Policies of a service mesh about pods that show no proxy: named, as nothing is there to enforce them. */
import { describeRef } from "../../model/kubernetes.ts";
import { together } from "../bounded.ts";
import { meshRuleSetsBeside, type PolicyModel } from "../compile.ts";
import type { End } from "../match/ends.ts";

function marksOf({ pod, namespaceLabels }: End): string {
  const labels = { ...namespaceLabels.labels, ...pod?.metadata.labels };
  const asks =
    labels["istio-injection"] === "enabled" ||
    labels["istio.io/rev"] !== undefined ||
    labels["sidecar.istio.io/inject"] === "true";
  if (!namespaceLabels.complete)
    return "and the labels of its namespace, which may ask for one, were not read";
  return asks
    ? "though its labels ask for one: it was made before they did, or injection failed"
    : "and neither its labels nor its namespace's ask for one or for ambient mode";
}

/** Lines for the walkthrough. */
export function unguarded(model: PolicyModel, subject: End): string[] {
  if (!subject.pod || subject.onHost || subject.mesh !== "none") return [];
  const named = new Set(meshRuleSetsBeside(model, subject).map(({ object }) => describeRef(object)));
  if (named.size === 0) return [];
  const verb = named.size > 1 ? "select it and are" : "selects it and is";
  return [
    `${together([...named].sort(), 5)} ${verb} not in force there: ${subject.name} shows no sidecar (istio-proxy), ${marksOf(subject)}`,
  ];
}
