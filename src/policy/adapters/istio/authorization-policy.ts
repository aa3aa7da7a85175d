/**
 * `security.istio.io/v1` AuthorizationPolicy into the normal form, up to layer 4. The destination's proxy asks the
 * CUSTOM policies first, then DENY, then ALLOW; once one ALLOW policy selects a pod, what none allows is denied.
 */
import type { z } from "zod";
import type { ObjectRef } from "../../../model/kubernetes.ts";
import type { Rule, RuleSet, Tier } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy, type Problem } from "../../objects/objects.ts";
import type { Settings } from "../../objects/settings.ts";
import { readIstioRule } from "./rules.ts";
import { AuthorizationPolicyShape } from "./schema.ts";
import { istioSubject } from "./subject.ts";
import { checkSelectorFields } from "../label-selector.ts";
import { refuse, unknownField, type Reading } from "../reading.ts";

const tiers: ReadonlyMap<string, Tier> = new Map([
  ["CUSTOM", { rank: 1, name: "Istio CUSTOM", layer: "mesh" }],
  ["DENY", { rank: 2, name: "Istio DENY", layer: "mesh" }],
  ["ALLOW", { rank: 3, name: "Istio ALLOW", layer: "mesh" }],
]);
const waypointTier: Tier = { rank: 4, name: "Istio waypoint", layer: "mesh" };

/** On the pods that run a Gateway. */
const gatewayLabel = "gateway.networking.k8s.io/gateway-name";

type Spec = NonNullable<z.infer<typeof AuthorizationPolicyShape>["spec"]>;

const nothing = (
  object: ObjectRef,
  field: string,
  says: string,
  effect: Problem["effect"],
): AdaptedPolicy => ({
  ruleSets: [],
  problems: [{ object, field, says, effect }],
});

/** A waypoint that stands before a Service decides for those who come through it; what, is not read here. */
function waypointRules(object: ObjectRef, services: readonly string[]): RuleSet[] {
  const namespace = object.namespace ?? "default";
  return services.map((name) => ({
    object,
    tier: waypointTier,
    order: 0,
    direction: "ingress",
    subject: {
      namespace,
      pods: [],
      inMesh: true,
      end: { type: "service", namespace, name },
    },
    isolates: false,
    rules: [
      {
        index: 0,
        action: "deny",
        peers: undefined,
        ports: undefined,
        needs: `what a waypoint before Service ${namespace}/${name} does with it`,
      },
    ],
  }));
}

function rulesOf(reading: Reading, spec: Spec, action: string): Rule[] {
  return (spec.rules ?? []).flatMap((shape, index) =>
    readIstioRule(reading, shape, index, action === "ALLOW" ? "allow" : "deny").map(
      ({ onTcpPort, ...rule }): Rule =>
        action === "CUSTOM"
          ? { ...rule, needs: "what the external authorizer says", atZtunnel: "never" }
          : { ...rule, ...(onTcpPort ? { onTcpPort } : {}) },
    ),
  );
}

/** AUDIT only writes a log. */
export function adaptAuthorizationPolicy(object: unknown, ref: ObjectRef, { mesh }: Settings): AdaptedPolicy {
  const read = AuthorizationPolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const spec = read.data.spec ?? {};
  const action = spec.action ?? "ALLOW";
  if (action === "AUDIT") return { ruleSets: [], problems: [] };
  if (String(read.data.metadata.annotations?.["istio.io/dry-run"]).toLowerCase() === "true")
    return nothing(
      ref,
      "metadata.annotations",
      "it is a dry run: Istio enforces nothing of it",
      "not-enforced",
    );
  const tier = tiers.get(action);
  if (!tier) refuse(reading, "spec.action", `"${action}" is none of ALLOW, DENY, AUDIT, CUSTOM`);
  const known = ["selector", "targetRef", "targetRefs", "action", "provider", "rules"];
  unknownField(reading, spec, known, "spec");
  checkSelectorFields(reading, spec.selector, "spec.selector", ["matchLabels"]);
  const targets = [...(spec.targetRef ? [spec.targetRef] : []), ...(spec.targetRefs ?? [])];
  if (targets.length > 0 && spec.selector)
    refuse(reading, "spec.selector", "a policy has a selector or targetRefs, not both");
  const rules = rulesOf(reading, spec, action);
  const namesOf = (wanted: string): string[] =>
    targets.flatMap(({ kind, name }) => (kind === wanted ? [name] : []));
  const other = targets.find(({ kind }) => !["Gateway", "Service", "ServiceEntry"].includes(kind));
  if (other)
    reading.problems.push({
      object: ref,
      field: "spec.targetRefs",
      says: `is about a ${other.kind}, not about pods`,
      effect: "not-decided",
    });
  const selected =
    targets.length > 0
      ? namesOf("Gateway").map((name) => ({ [gatewayLabel]: name }))
      : [spec.selector?.matchLabels];
  const refused = !tier || reading.problems.some(({ effect }) => effect === "left-out");
  if (refused) return { ruleSets: [], problems: reading.problems };
  const own = selected.map((labels): RuleSet => ({
    object: ref,
    tier,
    order: 0,
    direction: "ingress",
    subject: istioSubject(ref, labels, mesh.rootNamespace),
    isolates: action === "ALLOW",
    rules,
  }));
  return {
    ruleSets: [...own, ...waypointRules(ref, namesOf("Service"))],
    problems: reading.problems,
    ...(other ? { notDecided: true as const } : {}),
  };
}
