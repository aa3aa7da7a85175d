/** The peers a service mesh tells apart: by the identity their certificate proves. */
import { describeRef } from "../../model/kubernetes.ts";
import { either } from "../bounded.ts";
import { contains, parseCidr } from "../cidr.ts";
import type { End } from "./ends.ts";
import type { SourceCondition } from "../normal-form.ts";
import type { Tri } from "../tri.ts";

/** `*` alone: anything that is there; at an end of the pattern: that end is open. */
function holdsPattern(pattern: string, value: string): boolean {
  if (pattern === "*") return value !== "";
  if (pattern.startsWith("*")) return value.endsWith(pattern.slice(1));
  return pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

/** In a policy it means the mesh's own trust domain, whatever that is called. */
const ownDomain = "cluster.local";

/**
 * A whole identity under one of the mesh's names stands for it under each of them.
 * Source: istio pilot security trustdomain, `ReplaceTrustDomainAliases`.
 */
function principalHolds(pattern: string, end: End): Tri {
  const { trustDomains, assumed } = end.around.settings.mesh;
  const identity = `ns/${end.namespace}/sa/${end.serviceAccount}`;
  if (holdsPattern(pattern, `${trustDomains[0]}/${identity}`)) return "yes";
  const [domain = "", ...rest] = pattern.split("/");
  const isWhole = rest.length === 4 && domain !== "*";
  if (!holdsPattern(rest.join("/"), identity)) return "no";
  if (isWhole && [ownDomain, ...trustDomains].some((own) => own === domain || holdsPattern(domain, own)))
    return "yes";
  // Another trust domain's name may be this cluster's own.
  return assumed && domain !== ownDomain && !domain.includes("*") ? "unknown" : "no";
}

function valueHolds(field: SourceCondition["field"], value: string, end: End): Tri {
  if (field === "ip") {
    const block = parseCidr(value.includes("/") ? value : `${value}/${value.includes(":") ? 128 : 32}`);
    return block && end.address && contains(block, end.address) ? "yes" : "no";
  }
  // Without mutual TLS there is no certificate, so there is no identity to compare.
  if (end.mesh === "none" || end.mesh === "plain") return "no";
  switch (field) {
    case "principal":
      return principalHolds(value, end);
    case "namespace":
      return holdsPattern(value, end.namespace) ? "yes" : "no";
    case "serviceAccount":
      return value === `${end.namespace}/${end.serviceAccount}` ? "yes" : "no";
    case "trustDomain": {
      const { trustDomains, assumed } = end.around.settings.mesh;
      if (holdsPattern(value, trustDomains[0]) || trustDomains.includes(value)) return "yes";
      // Another trust domain's name may be this cluster's own.
      return assumed ? "unknown" : "no";
    }
  }
}

function conditionHolds({ field, values, negated }: SourceCondition, end: End): Tri {
  const each = values.map((value) => valueHolds(field, value, end));
  const any: Tri = each.includes("yes") ? "yes" : each.includes("unknown") ? "unknown" : "no";
  if (!negated || any === "unknown") return any;
  return any === "yes" ? "no" : "yes";
}

/** All conditions hold. */
export function matchSource(conditions: readonly SourceCondition[], end: End): Tri {
  const each = conditions.map((condition) => conditionHolds(condition, end));
  return each.includes("no") ? "no" : each.includes("unknown") ? "unknown" : "yes";
}

const nouns: Readonly<Record<SourceCondition["field"], string>> = {
  principal: "with identity",
  namespace: "of namespace",
  serviceAccount: "of service account",
  trustDomain: "of trust domain",
  ip: "from",
};

function conditionText({ field, values, negated }: SourceCondition): string {
  return `${negated ? "not " : ""}${nouns[field]} ${either(values)}`;
}

/** `peers of namespace shop (proved by mutual TLS)`. */
export function sourceText(conditions: readonly SourceCondition[]): string {
  const proved = conditions.some(({ field, negated }) => field !== "ip" && !negated);
  return `peers ${conditions.map(conditionText).join(" and ")}${proved ? " (proved by mutual TLS)" : ""}`;
}

/** What this end is to the mesh, to say why it does not match. */
export function meshIdentity(end: End): string {
  if (end.mesh === "plain") {
    const why = end.plainBy
      ? `${describeRef(end.plainBy)} lets sidecars send there without mutual TLS`
      : "mutual TLS is switched off here";
    return `${why}, so ${end.name} proves no identity`;
  }
  return end.mesh === "none"
    ? `${end.name} has no mesh proxy and proves no identity`
    : `${end.name} is ${end.around.settings.mesh.trustDomains[0]}/ns/${end.namespace}/sa/${end.serviceAccount}`;
}

/** What this end is in the words of the conditions, as far as one word is enough. */
export function sourceIdentity(conditions: readonly SourceCondition[], end: End): string {
  const [field, ...others] = new Set(conditions.map((one) => one.field));
  const hole = conditions
    .filter((one) => one.field === "ip" && one.negated)
    .flatMap(({ values }) => values)
    .find((value) => valueHolds("ip", value, end) === "yes");
  if (hole !== undefined) return `${end.name} is in ${hole}`;
  if (field === "ip" && others.length === 0)
    return `${end.name} is ${end.ip === undefined ? "without an address yet" : end.ip === end.name ? "not among them" : end.ip}`;
  if (end.mesh === "none" || end.mesh === "plain" || others.length > 0) return meshIdentity(end);
  if (field === "namespace") return `${end.name} is of namespace ${end.namespace}`;
  if (field === "serviceAccount") return `${end.name} runs as ${end.namespace}/${end.serviceAccount}`;
  return meshIdentity(end);
}
