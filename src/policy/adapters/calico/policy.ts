/** Calico's policies into the normal form, with the defaults its API server fills in. */
import type { ObjectRef } from "../../../model/kubernetes.ts";
import { isInherited, namespacePrefix, accountPrefix } from "../../calico/keys.ts";
import { namespaceLabel, type Expression } from "../../calico/selector.ts";
import { defaultTier } from "../../calico/tiers.ts";
import type { DirectionName, RuleSet, Subject } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../../objects/objects.ts";
import type { Requirement } from "../../selectors.ts";
import { allOf, inherited, readExpression } from "./peers.ts";
import { readRule } from "./rules.ts";
import { PolicyShape, type SpecShape } from "./schema.ts";
import { refuse, unknownField, type Reading } from "../reading.ts";

const specFields = [
  "tier",
  "order",
  "selector",
  "namespaceSelector",
  "serviceAccountSelector",
  "types",
  "ingress",
  "egress",
  "doNotTrack",
  "preDNAT",
  "applyOnForward",
  "performanceHints",
  "stagedAction",
];

/** A policy without an order comes after every one that has one. */
const lastOrder = 1e15;

/**
 * Types absent: of the directions with rules, Ingress when there are none. The CRD itself knows no default, and there
 * Calico reads both. Source: libcalico-go clientv3 and felix calc policy_sorter.
 */
function directions(spec: SpecShape, apiVersion: string | null | undefined): DirectionName[] {
  const types = (spec.types ?? []).map((type) => type.toLowerCase());
  const both: DirectionName[] = ["ingress", "egress"];
  if (types.length > 0) return both.filter((direction) => types.includes(direction));
  if (apiVersion?.startsWith("crd.")) return both;
  if (!spec.egress?.length) return ["ingress"];
  return spec.ingress?.length ? both : ["egress"];
}

/** Labels a pod cannot do without, so that policies are found by them. */
function neededLabels(expression: Expression): Requirement[] {
  if (expression.is === "and") return expression.of.flatMap(neededLabels);
  return expression.is === "==" && !isInherited(expression.key)
    ? [{ key: expression.key, operator: "In", values: [expression.value] }]
    : [];
}

function readSubject(reading: Reading, spec: SpecShape): Subject & { readonly expression: Expression } {
  const { namespace } = reading.object;
  const own = readExpression(reading, spec.selector ?? "", "spec.selector");
  const of = [own];
  if (namespace !== undefined) of.push({ is: "==", key: namespaceLabel, value: namespace });
  else if (spec.namespaceSelector)
    of.push(
      inherited(readExpression(reading, spec.namespaceSelector, "spec.namespaceSelector"), namespacePrefix),
    );
  if (spec.serviceAccountSelector)
    of.push(
      inherited(
        readExpression(reading, spec.serviceAccountSelector, "spec.serviceAccountSelector"),
        accountPrefix,
      ),
    );
  const expression = allOf(of);
  return {
    namespace: namespace ?? "",
    pods: neededLabels(expression),
    end: { type: "expression", expression, text: spec.selector ?? "all()" },
    expression,
  };
}

const hostOnly = (what: string): string =>
  `${what}: it applies to host endpoints before connections are tracked or translated, and decides nothing about pods here`;

function checkEarly(reading: Reading, spec: SpecShape): void {
  const { doNotTrack, preDNAT, applyOnForward } = spec;
  if (doNotTrack && preDNAT) refuse(reading, "spec.preDNAT", "preDNAT and doNotTrack do not stand together");
  if (preDNAT && (spec.egress?.length || spec.types?.some((type) => /^egress$/i.test(type))))
    refuse(reading, "spec.egress", "a policy with preDNAT has no egress");
  if ((doNotTrack || preDNAT) && !applyOnForward)
    refuse(reading, "spec.applyOnForward", "doNotTrack and preDNAT need applyOnForward");
}

/** `NetworkPolicy` and `GlobalNetworkPolicy` of projectcalico.org/v3 and crd.projectcalico.org/v1. */
export function adaptCalicoPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = PolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const spec = read.data.spec ?? {};
  unknownField(reading, spec, specFields, "spec");
  for (const [index, type] of (spec.types ?? []).entries())
    if (!/^(ingress|egress)$/i.test(type))
      refuse(reading, `spec.types[${index}]`, `"${type}" is neither Ingress nor Egress`);
  const { expression, ...subject } = readSubject(reading, spec);
  const chosen = directions(spec, read.data.apiVersion);
  const ruleSets = (["ingress", "egress"] as const).map((direction): RuleSet => {
    const rules = (spec[direction] ?? []).map((rule, index) => readRule(reading, rule, { direction, index }));
    return {
      api: "calico",
      object: ref,
      // Its rank and default action are those of the Tier object, looked up when a question is asked.
      tier: { rank: defaultTier.rank, name: spec.tier ?? "default" },
      order: spec.order ?? lastOrder,
      direction,
      subject,
      isolates: true,
      rules,
    };
  });
  checkEarly(reading, spec);
  const toHosts = spec.applyOnForward || spec.doNotTrack || spec.preDNAT ? { forHosts: expression } : {};
  const invalid = reading.problems.some((problem) => problem.effect === "left-out");
  const early = spec.doNotTrack ? "doNotTrack" : spec.preDNAT ? "preDNAT" : undefined;
  if (early !== undefined && !invalid)
    reading.problems.push({
      object: ref,
      field: `spec.${early}`,
      says: hostOnly(early),
      effect: "not-decided",
    });
  return {
    ruleSets: invalid || early !== undefined ? [] : ruleSets.filter((one) => chosen.includes(one.direction)),
    problems: reading.problems,
    ...(invalid ? {} : toHosts),
  };
}

/** Staged policies count packets and enforce nothing. */
export function adaptStaged(_object: unknown, ref: ObjectRef): AdaptedPolicy {
  return {
    ruleSets: [],
    problems: [
      {
        object: ref,
        field: "",
        says: "it is staged: Calico reports what it would do and enforces nothing",
        effect: "not-enforced",
      },
    ],
  };
}
