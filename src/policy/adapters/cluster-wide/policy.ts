/**
 * The cluster administrator's policies of `policy.networking.k8s.io` into the normal form: AdminNetworkPolicy and
 * BaselineAdminNetworkPolicy (v1alpha1), ClusterNetworkPolicy (v1alpha2). None of them isolates: what no rule
 * matches is for the next tier.
 */
import type { ObjectRef } from "../../../model/kubernetes.ts";
import type { RuleSet, Subject, Tier } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../../objects/objects.ts";
import { adminTier, baselineTier } from "../../tiers.ts";
import { readClusterRule, type ClusterApi } from "./rules.ts";
import { ClusterPolicyShape } from "./schema.ts";
import { readSelector } from "../label-selector.ts";
import { refuse, type Reading } from "../reading.ts";

interface Kind extends ClusterApi {
  /** Rules an API server takes in one direction. */
  readonly maxRules: number;
  readonly place: (spec: ClusterPolicyShape["spec"], reading: Reading) => { tier: Tier; order: number };
}

function priorityOf(spec: ClusterPolicyShape["spec"], reading: Reading): number {
  const { priority } = spec;
  if (priority != null && priority >= 0 && priority <= 1000) return priority;
  refuse(reading, "spec.priority", `${priority ?? "nothing"} is not between 0 and 1000`);
  return 0;
}

function tierOf(spec: ClusterPolicyShape["spec"], reading: Reading): Tier {
  if (spec.tier === "Baseline") return baselineTier;
  if (spec.tier !== "Admin")
    refuse(reading, "spec.tier", `"${spec.tier ?? ""}" is neither Admin nor Baseline`);
  return adminTier;
}

/** Nodes, networks and domain names stand only in egress rules. */
const peers = {
  ingress: ["namespaces", "pods"],
  egress: ["namespaces", "pods", "nodes", "networks", "domainNames"],
};

const admin: Kind = {
  actions: new Map([
    ["Allow", "allow"],
    ["Deny", "deny"],
    ["Pass", "pass"],
  ]),
  portsField: "ports",
  peers,
  maxRules: 100,
  mostEntries: 100,
  place: (spec, reading) => ({ tier: adminTier, order: priorityOf(spec, reading) }),
};

const baseline: Kind = {
  actions: new Map([
    ["Allow", "allow"],
    ["Deny", "deny"],
  ]),
  portsField: "ports",
  peers: { ...peers, egress: ["namespaces", "pods", "nodes", "networks"] },
  maxRules: 100,
  mostEntries: 100,
  place: (_, reading) => {
    if (reading.object.name !== "default")
      refuse(reading, "metadata.name", `there is one BaselineAdminNetworkPolicy, named default`);
    // Beside baseline ClusterNetworkPolicies, which have priorities, no order is defined: first.
    return { tier: baselineTier, order: -1 };
  },
};

const cluster: Kind = {
  actions: new Map([
    ["Accept", "allow"],
    ["Deny", "deny"],
    ["Pass", "pass"],
  ]),
  portsField: "protocols",
  peers,
  maxRules: 25,
  mostEntries: 25,
  place: (spec, reading) => ({ tier: tierOf(spec, reading), order: priorityOf(spec, reading) }),
};

function readSubject(reading: Reading, shape: ClusterPolicyShape["spec"]["subject"]): Subject {
  const { namespaces, pods, ...rest } = shape;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) refuse(reading, `spec.subject.${unknown}`, "the field is not known here");
  else if ((namespaces == null) === (pods == null))
    refuse(reading, "spec.subject", "it needs exactly one of namespaces and pods");
  const field = pods ? "spec.subject.pods.namespaceSelector" : "spec.subject.namespaces";
  return {
    namespace: "",
    namespaces: readSelector(reading, pods?.namespaceSelector ?? namespaces ?? {}, field),
    pods: readSelector(reading, pods?.podSelector ?? {}, "spec.subject.pods.podSelector"),
  };
}

function adapt(kind: Kind, object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = ClusterPolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const { spec } = read.data;
  const { tier, order } = kind.place(spec, reading);
  const subject = readSubject(reading, spec.subject);
  const ruleSets = (["ingress", "egress"] as const).flatMap((direction): RuleSet[] => {
    const shapes = spec[direction] ?? [];
    if (shapes.length > kind.maxRules)
      refuse(reading, `spec.${direction}`, `${shapes.length} rules are more than ${kind.maxRules}`);
    const rules = shapes.map((shape, index) => readClusterRule(reading, kind, shape, { direction, index }));
    return rules.length === 0
      ? []
      : [{ object: ref, tier, order, direction, subject, isolates: false, rules }];
  });
  return {
    ruleSets: reading.problems.some(({ effect }) => effect === "left-out") ? [] : ruleSets,
    problems: reading.problems,
  };
}

/** `policy.networking.k8s.io/v1alpha1` AdminNetworkPolicy. */
export function adaptAdminNetworkPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  return adapt(admin, object, ref);
}

/** `policy.networking.k8s.io/v1alpha1` BaselineAdminNetworkPolicy. */
export function adaptBaselineAdminNetworkPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  return adapt(baseline, object, ref);
}

/** `policy.networking.k8s.io/v1alpha2` ClusterNetworkPolicy. */
export function adaptClusterNetworkPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  return adapt(cluster, object, ref);
}
