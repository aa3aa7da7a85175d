/**
 * From rules back to the policy objects their writers made them of: Calico (all spellings since 3.0, iptables and
 * nftables), kube-router, kube-network-policies.
 */
import { fullName, type Chain, type Rule, type Ruleset } from "./rules.ts";
import type { Decider } from "./worlds.ts";

export interface PolicyName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly direction?: "ingress" | "egress";
}

const kubernetes = "networking.k8s.io/v1";
const calico = "projectcalico.org/v3";

/** Calico's words for a policy's kind in comments, and its letters in chain names. */
const kinds: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  KubernetesNetworkPolicy: [kubernetes, "NetworkPolicy"],
  knp: [kubernetes, "NetworkPolicy"],
  NetworkPolicy: [calico, "NetworkPolicy"],
  np: [calico, "NetworkPolicy"],
  GlobalNetworkPolicy: [calico, "GlobalNetworkPolicy"],
  gnp: [calico, "GlobalNetworkPolicy"],
  KubernetesAdminNetworkPolicy: ["policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"],
  kanp: ["policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"],
  KubernetesBaselineAdminNetworkPolicy: ["policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy"],
  kbanp: ["policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy"],
  KubernetesClusterNetworkPolicy: ["policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"],
  kcnp: ["policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"],
};

/** Prefixes Calico before 3.31 put on names of policies it translated. */
const oldPrefixes: readonly (readonly [prefix: string, apiVersion: string, kind: string])[] = [
  ["knp.default.", kubernetes, "NetworkPolicy"],
  ["kanp.adminnetworkpolicy.", "policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"],
  ["kbanp.baselineadminnetworkpolicy.", "policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy"],
];

/** The policy a rule was made of, as its comments tell. */
export function policyOfRule(rule: Rule): PolicyName | undefined {
  for (const comment of rule.comments) {
    const policy = calicoComment(comment) ?? kubeRouterComment(comment);
    if (policy) return policy;
  }
  return undefined;
}

/** The policy a chain was made of: from its rules' comments, or from its name where that is not hashed. */
export function policyOfChain(chain: Chain): PolicyName | undefined {
  for (const rule of chain.rules) {
    const policy = policyOfRule(rule);
    if (policy) return policy;
  }
  return calicoChainName(chain.name);
}

/** What stands behind a decision. */
export interface Behind {
  /**
   * `rule`: a rule made of this policy decided, which is meant by its author. `isolation`: policies isolate the pod in this
   * direction and none of them let the packet pass. `none`: no policy object is known behind it.
   */
  readonly because: "rule" | "isolation" | "none";
  readonly policies: readonly PolicyName[];
}

/** The policies behind a decision at the end of a trail of rules. */
export function policiesBehind(
  by: Decider | undefined,
  trail: readonly Rule[],
  rulesets: readonly Ruleset[],
): Behind {
  if (!by || !("rule" in by)) return { because: "none", policies: [] };
  const chains = new Map(
    rulesets.flatMap((ruleset) => ruleset.chains).map((chain) => [chainKey(chain), chain]),
  );
  const own = policyOfRule(by.rule) ?? inPolicyChain(by.rule, chains);
  if (own) return { because: "rule", policies: [own] };
  const policies = jumpsBefore(by.rule, trail)
    .map((name) => chains.get(`${by.rule.backend} ${by.rule.family} ${by.rule.table} ${name}`))
    .flatMap((chain) => (chain ? [policyOfChain(chain)] : []))
    .filter((policy) => policy !== undefined);
  return policies.length > 0 ? { because: "isolation", policies } : { because: "none", policies: [] };
}

/** The program that decides in place of rules: those that take packets by NFQUEUE name their table after themselves. */
export function queueOwner(rule: Rule): string | undefined {
  const queues = rule.statements.some(
    (statement) => statement.do === "verdict" && statement.verdict.to === "queue",
  );
  return queues ? rule.table : undefined;
}

function inPolicyChain(rule: Rule, chains: ReadonlyMap<string, Chain>): PolicyName | undefined {
  const chain = chains.get(`${rule.backend} ${rule.family} ${rule.table} ${rule.chain}`);
  return chain && /(^|-)cali-p[io]-|^KUBE-NWPLCY-/.test(chain.name) ? policyOfChain(chain) : undefined;
}

/** Chains called from the deciding rule's own chain; within the last tier, where the rules tell tiers apart. */
function jumpsBefore(rule: Rule, trail: readonly Rule[]): readonly string[] {
  const sameChain = trail.filter(
    (other) => other.chain === rule.chain && other.table === rule.table && other.family === rule.family,
  );
  const tier = sameChain.findLastIndex((other) =>
    other.comments.some((comment) => comment.startsWith("Start of tier")),
  );
  return sameChain
    .slice(tier + 1)
    .flatMap((other) => other.statements)
    .flatMap((statement) =>
      statement.do === "verdict" && (statement.verdict.to === "jump" || statement.verdict.to === "goto")
        ? [statement.verdict.chain]
        : [],
    );
}

function chainKey(chain: Chain): string {
  return `${chain.backend} ${fullName(chain)}`;
}

/** `KubernetesNetworkPolicy ns/name ingress`, or before 3.31 `Policy ns/knp.default.name ingress`. */
function calicoComment(comment: string): PolicyName | undefined {
  const parts = /^(\w*Policy) (\S+) (ingress|egress)$/.exec(comment);
  if (!parts) return undefined;
  const [, word = "", path = "", direction] = parts;
  const named = word === "Policy" ? oldName(path) : withKind(kinds[word], path);
  return named && { ...named, direction: direction === "egress" ? "egress" : "ingress" };
}

/** `cali-pi-knp/ns/name`; nftables puts the table before it. A name too long is hashed and starts with `_`. */
function calicoChainName(name: string): PolicyName | undefined {
  const parts = /^(?:\w+-)?cali-p([io])-([^_].*)$/.exec(name);
  if (!parts) return undefined;
  const [, side, path = ""] = parts;
  const [letters = "", ...rest] = path.split("/");
  const kind = kinds[letters];
  const named = kind && rest.length > 0 ? withKind(kind, rest.join("/")) : oldName(path);
  return named && { ...named, direction: side === "o" ? "egress" : "ingress" };
}

function withKind(
  kind: readonly [apiVersion: string, kind: string] | undefined,
  path: string,
): PolicyName | undefined {
  return kind && { apiVersion: kind[0], kind: kind[1], ...namespaced(path) };
}

function oldName(path: string): PolicyName {
  const { namespace, name } = namespaced(path);
  const old = oldPrefixes.find(([prefix]) => name.startsWith(prefix));
  if (old)
    return {
      apiVersion: old[1],
      kind: old[2],
      ...(namespace !== undefined && { namespace }),
      name: name.slice(old[0].length),
    };
  return namespace === undefined
    ? { apiVersion: calico, kind: "GlobalNetworkPolicy", name }
    : { apiVersion: calico, kind: "NetworkPolicy", namespace, name };
}

function namespaced(path: string): { readonly namespace?: string; readonly name: string } {
  const [first = "", second] = path.split("/");
  return second === undefined ? { name: first } : { namespace: first, name: second };
}

/** `rule to ACCEPT traffic from source pods to dest pods selected by policy name NAME namespace NS`. */
function kubeRouterComment(comment: string): PolicyName | undefined {
  const parts = /selected by policy name:? (\S+) namespace:? (\S+)/.exec(comment);
  if (!parts) return undefined;
  const [, name = "", namespace = ""] = parts;
  return { apiVersion: kubernetes, kind: "NetworkPolicy", namespace, name };
}
