/** A policy of its own beside the isolating ones: NetworkPolicies add up. */
import { policyOf, type PolicyModel } from "../compile.ts";
import type { Candidate, Wanted } from "./candidate.ts";
import type { Manifest, RuleManifest } from "./manifest.ts";
import { narrowSubject } from "./narrow.ts";
import type { DirectionName, RuleSet } from "../normal-form.ts";

/** Object names: lower case letters, digits and dashes, at most 63 to be safe everywhere. */
function toName(parts: readonly string[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
}

function freeName(model: PolicyModel, namespace: string, wanted: string): string {
  let name = wanted;
  for (let number = 2; policyOf(model, { kind: "NetworkPolicy", namespace, name }); number++)
    name = `${wanted}-${number}`;
  return name;
}

export function ruleFor(direction: DirectionName, { peer, port }: Wanted): RuleManifest {
  const ports = port ? { ports: [port] } : {};
  return direction === "ingress" ? { from: [peer], ...ports } : { to: [peer], ...ports };
}

/**
 * Selects only pods that an isolating policy selects already, so it isolates nothing that was open.
 * Requires at least one isolating rule set.
 */
export function newPolicy(model: PolicyModel, wanted: Wanted, isolating: readonly RuleSet[]): Candidate {
  const { asked, subject, other } = wanted;
  const { direction } = asked;
  const narrowest = isolating
    .map((ruleSet) => narrowSubject(subject, ruleSet.subject.pods))
    .sort((one, another) => JSON.stringify(one).length - JSON.stringify(another).length)[0];
  const name = freeName(
    model,
    subject.namespace,
    toName(
      direction === "ingress"
        ? ["allow", other.name, "to", subject.name]
        : ["allow", subject.name, "egress", "to", other.name],
    ),
  );
  const manifest: Manifest = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: subject.namespace },
    spec: {
      podSelector: narrowest ?? {},
      policyTypes: [direction === "ingress" ? "Ingress" : "Egress"],
      [direction]: [ruleFor(direction, wanted)],
    },
  };
  return {
    action: "new-policy",
    object: { kind: "NetworkPolicy", namespace: subject.namespace, name },
    summary: `add NetworkPolicy ${subject.namespace}/${name}`,
    manifest,
    slack: 0,
  };
}
