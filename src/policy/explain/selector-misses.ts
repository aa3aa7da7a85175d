/** Why a selector of Calico's language does not match an end, comparison by comparison. */
import { bounded } from "../bounded.ts";
import { accountLabel, accountPrefix, namespacePrefix } from "../calico/keys.ts";
import { workloadLabels } from "../match/calico-labels.ts";
import { namespaceLabel } from "../calico/selector.ts";
import { unmet, type Unmet } from "../calico/unmet.ts";
import type { End } from "../match/ends.ts";
import { labelOf } from "../selectors.ts";
import { closestWord } from "../match/similar.ts";
import type { Peer } from "../normal-form.ts";
import type { Miss } from "./miss.ts";

/** `web has app=web`, told of the pod, of its namespace or of its service account. */
function missOf({ wants, key, values }: Unmet, end: End, value: string | undefined): Miss {
  const cost = value !== undefined && closestWord(value, values) !== undefined ? 0.5 : 1;
  if (key === namespaceLabel)
    return {
      kind: "namespace",
      says: `the selector looks only in namespace ${bounded(values)}; ${end.name} is in ${end.namespace}`,
      tail: `${end.name} is in namespace ${end.namespace}`,
      cost: 1.5,
    };
  if (key === accountLabel)
    return {
      kind: "selector",
      says: `the rule wants service account ${bounded(values)}; ${end.name} runs as ${end.serviceAccount}`,
      tail: `${end.name} runs as service account ${end.serviceAccount}`,
      cost,
    };
  const told = (label: string): string =>
    value === undefined ? `no label ${label}` : `${label}=${value === "" ? '""' : value}`;
  if (key.startsWith(namespacePrefix)) {
    const has = told(key.slice(namespacePrefix.length));
    return {
      kind: "namespaceLabel",
      says: `namespaceSelector wants ${wants}; namespace ${end.namespace} has ${has}`,
      tail: `${end.name}'s namespace has ${has}`,
      cost,
    };
  }
  if (key.startsWith(accountPrefix)) {
    const has = told(key.slice(accountPrefix.length));
    return {
      kind: "selector",
      says: `the rule wants a service account with ${wants}; ${end.serviceAccount} has ${has}`,
      tail: `${end.name}'s service account has ${has}`,
      cost,
    };
  }
  if (key !== "")
    return {
      kind: "podLabel",
      says: `selector wants ${wants}; ${end.name} has ${told(key)}`,
      tail: `${end.name} has ${told(key)}`,
      cost,
    };
  const labels = Object.entries(end.labels).map(([label, held]) => `${label}=${held}`);
  const has = labels.length > 0 ? bounded(labels.sort()) : "no labels";
  return {
    kind: "selector",
    says: `selector wants ${wants}; ${end.name} has ${has}`,
    tail: `${end.name} has ${has}`,
    cost: 2,
  };
}

/** Empty when the end is no pod, or when the pod's own labels are not what keeps it out. */
export function selectorMissesOf(peer: Extract<Peer, { type: "expression" }>, end: End): Miss[] {
  const set = workloadLabels(end);
  return set ? unmet(peer.expression, set).map((one) => missOf(one, end, labelOf(set.labels, one.key))) : [];
}
