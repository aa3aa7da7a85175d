/** `networking.k8s.io/v1` NetworkPolicy into the normal form, with the API server's defaults applied. */
import type { ObjectRef } from "../../../model/kubernetes.ts";
import type { DirectionName, Rule, RuleSet } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../../objects/objects.ts";
import { networkPolicyTier } from "../../tiers.ts";
import { readSelector } from "../label-selector.ts";
import { readPeer, readPort } from "./peers.ts";
import { NetworkPolicyShape, type RuleShape } from "./schema.ts";
import { refuse, unknownField, type Reading } from "../reading.ts";

function readRule(
  reading: Reading,
  shape: RuleShape,
  at: { readonly direction: DirectionName; readonly namespace: string; readonly index: number },
): Rule {
  const path = `spec.${at.direction}[${at.index}]`;
  const peersField = at.direction === "ingress" ? "from" : "to";
  const unknown = unknownField(reading, shape, [peersField, "ports"], path);
  const peers = shape[peersField] ?? [];
  const ports = shape.ports ?? [];
  return {
    index: at.index,
    action: "allow",
    peers:
      unknown !== undefined
        ? [{ type: "unreadable", field: unknown }]
        : peers.length === 0
          ? undefined
          : peers.map((peer, index) =>
              readPeer(reading, peer, at.namespace, `${path}.${peersField}[${index}]`),
            ),
    ports:
      ports.length === 0
        ? undefined
        : ports.map((port, index) => readPort(reading, port, `${path}.ports[${index}]`)),
  };
}

/** policyTypes absent: Ingress, and Egress when there are egress rules. */
function directions(policyTypes: readonly string[], hasEgress: boolean): readonly DirectionName[] {
  if (policyTypes.length === 0) return hasEgress ? ["ingress", "egress"] : ["ingress"];
  return (["ingress", "egress"] as const).filter((direction) =>
    policyTypes.includes(direction === "ingress" ? "Ingress" : "Egress"),
  );
}

/** An object an API server would refuse gives problems and no rule sets. */
export function adaptNetworkPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = NetworkPolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const namespace = ref.namespace ?? "default";
  const spec = read.data.spec ?? {};
  unknownField(reading, spec, ["podSelector", "policyTypes", "ingress", "egress"], "spec");
  const policyTypes = spec.policyTypes ?? [];
  for (const [index, type] of policyTypes.entries())
    if (type !== "Ingress" && type !== "Egress")
      refuse(reading, `spec.policyTypes[${index}]`, `is "${type}", which is neither Ingress nor Egress`);
  const pods = readSelector(reading, spec.podSelector ?? {}, "spec.podSelector");
  const selected = directions(policyTypes, (spec.egress ?? []).length > 0);
  const ruleSets = (["ingress", "egress"] as const).map((direction): RuleSet => {
    const rules = (spec[direction] ?? []).map((shape, index) =>
      readRule(reading, shape, { direction, namespace, index }),
    );
    const subject = { namespace, pods };
    return { object: ref, tier: networkPolicyTier, order: 1000, direction, subject, isolates: true, rules };
  });
  return {
    ruleSets: reading.problems.some((problem) => problem.effect === "left-out")
      ? []
      : ruleSets.filter((ruleSet) => selected.includes(ruleSet.direction)),
    problems: reading.problems,
  };
}
