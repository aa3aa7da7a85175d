/**
 * `security.istio.io/v1` AuthorizationPolicy into the normal form, up to layer 4. The destination's proxy asks the
 * CUSTOM policies first, then DENY, then ALLOW; once one ALLOW policy selects a pod, what none allows is denied.
 */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Rule, Tier } from "../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../input/objects.ts";
import { readIstioRule } from "./istio-rules.ts";
import { AuthorizationPolicyShape } from "./istio-schema.ts";
import { istioSubject } from "./istio-subject.ts";
import { refuse, type Reading } from "./reading.ts";

const tiers: ReadonlyMap<string, Tier> = new Map([
  ["CUSTOM", { rank: 1, name: "Istio CUSTOM", layer: "mesh" }],
  ["DENY", { rank: 2, name: "Istio DENY", layer: "mesh" }],
  ["ALLOW", { rank: 3, name: "Istio ALLOW", layer: "mesh" }],
]);

/** On the pods that run a Gateway. */
const gatewayLabel = "gateway.networking.k8s.io/gateway-name";

/** AUDIT only writes a log. */
export function adaptAuthorizationPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = AuthorizationPolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error)] };
  const reading: Reading = { object: ref, problems: [] };
  const spec = read.data.spec ?? {};
  const action = spec.action ?? "ALLOW";
  if (action === "AUDIT") return { ruleSets: [], problems: [] };
  const tier = tiers.get(action);
  if (!tier) {
    refuse(reading, "spec.action", `"${action}" is none of ALLOW, DENY, AUDIT, CUSTOM`);
    return { ruleSets: [], problems: reading.problems };
  }
  const targets = [...(spec.targetRef ? [spec.targetRef] : []), ...(spec.targetRefs ?? [])];
  if (targets.some(({ kind }) => kind !== "Gateway")) {
    const says = "is about what a waypoint does for a Service, not about pods";
    return {
      ruleSets: [],
      problems: [{ object: ref, field: "spec.targetRefs", says, effect: "not-decided" }],
      notDecided: true,
    };
  }
  const rules = (spec.rules ?? []).flatMap((shape, index) =>
    readIstioRule(shape, index, action === "ALLOW" ? "allow" : "deny").map((rule): Rule =>
      action === "CUSTOM" ? { ...rule, needs: "what the external authorizer says" } : rule,
    ),
  );
  const selected =
    targets.length > 0 ? targets.map(({ name }) => ({ [gatewayLabel]: name })) : [spec.selector?.matchLabels];
  return {
    ruleSets: selected.map((labels) => ({
      object: ref,
      tier,
      order: 0,
      direction: "ingress",
      subject: istioSubject(ref, labels),
      isolates: action === "ALLOW",
      rules,
    })),
    problems: reading.problems,
  };
}
