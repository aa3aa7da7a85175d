/**
 * Calico's Felix, every spelling since 3.0, in iptables and in nftables. Up to 3.30 a policy goes by one name that holds what it
 * was translated from (`Policy ns/knp.default.name ingress`); since 3.31 by its kind (felix/rules: PolicyToIptablesChains).
 */
import {
  adminNetworkPolicy,
  baselineAdminNetworkPolicy,
  clusterNetworkPolicy,
  directed,
  named,
  networkPolicy,
  type PolicyName,
  type Spelling,
} from "./policy-name.ts";

const calico = "projectcalico.org/v3";

/** The words for a policy's kind in comments, and the letters in chain names. */
const kinds: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  KubernetesNetworkPolicy: networkPolicy,
  knp: networkPolicy,
  NetworkPolicy: [calico, "NetworkPolicy"],
  np: [calico, "NetworkPolicy"],
  GlobalNetworkPolicy: [calico, "GlobalNetworkPolicy"],
  gnp: [calico, "GlobalNetworkPolicy"],
  KubernetesAdminNetworkPolicy: adminNetworkPolicy,
  kanp: adminNetworkPolicy,
  KubernetesBaselineAdminNetworkPolicy: baselineAdminNetworkPolicy,
  kbanp: baselineAdminNetworkPolicy,
  KubernetesClusterNetworkPolicy: clusterNetworkPolicy,
  kcnp: clusterNetworkPolicy,
};

/** Prefixes of names of policies that were translated, before 3.31. */
const oldPrefixes: readonly (readonly [prefix: string, kind: readonly [string, string]])[] = [
  ["knp.default.", networkPolicy],
  ["kanp.adminnetworkpolicy.", adminNetworkPolicy],
  ["kbanp.baselineadminnetworkpolicy.", baselineAdminNetworkPolicy],
];

export const calicoSpelling: Spelling = {
  comment(comment) {
    const parts = /^(\w*Policy) (\S+) (ingress|egress)$/.exec(comment);
    if (!parts) return undefined;
    const [, word = "", path = "", direction] = parts;
    const policy = word === "Policy" ? oldName(path) : named(kinds[word], path);
    return directed(policy, direction === "egress" ? "egress" : "ingress");
  },
  /** `cali-pi-knp/ns/name`; nftables puts the table before it. A name too long is hashed and starts with `_`. */
  chain(name) {
    const parts = /^(?:\w+-)?cali-p([io])-([^_].*)$/.exec(name);
    if (!parts) return undefined;
    const [, side, path = ""] = parts;
    const [letters = "", ...rest] = path.split("/");
    const kind = kinds[letters];
    const policy = kind && rest.length > 0 ? named(kind, rest.join("/")) : oldChain(path);
    return directed(policy, side === "o" ? "egress" : "ingress");
  },
};

/**
 * Up to 3.28 the policy's name alone, in 3.29 and 3.30 its tier before it. `default/default.web` is then a policy of a namespace
 * or of a tier: the name alone does not tell.
 */
function oldChain(path: string): PolicyName | undefined {
  const [first = "", second = "", third] = path.split("/");
  if (third !== undefined) return oldName(`${second}/${third}`);
  // No namespace has policies of these names.
  if (/^kb?anp\./.test(second)) return oldName(second);
  return second.startsWith(`${first}.`) ? undefined : oldName(path);
}

function oldName(path: string): PolicyName | undefined {
  const whole = named([calico, "NetworkPolicy"], path);
  if (!whole) return undefined;
  const { namespace, name } = whole;
  const prefix = oldPrefixes.find(([word]) => name.startsWith(word));
  if (prefix) {
    const own = name.slice(prefix[0].length);
    return named(prefix[1], namespace === undefined ? own : `${namespace}/${own}`);
  }
  return namespace === undefined ? named([calico, "GlobalNetworkPolicy"], name) : whole;
}
