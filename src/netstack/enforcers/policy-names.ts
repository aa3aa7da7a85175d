/** From rules back to the policy objects their writers made them of. Each enforcer's spelling is in `enforcers/`. */
import { stops } from "../kernel/counter-changes.ts";
import { antreaSpelling } from "./antrea.ts";
import { azureSpelling } from "./azure-npm.ts";
import { calicoSpelling } from "./calico.ts";
import { ciliumSpelling } from "./cilium.ts";
import { kubeRouterJump, kubeRouterSpelling } from "./kube-router.ts";
import type { PolicyName } from "./policy-name.ts";
import { enforcerOf, type Enforcer } from "./traces.ts";
import { fullName, type Chain, type Rule, type Ruleset } from "../rules/rules.ts";
import type { Decider } from "../kernel/worlds.ts";

const spellings = [calicoSpelling, kubeRouterSpelling, azureSpelling, antreaSpelling, ciliumSpelling];

/** The policy a rule was made of, as its comments tell. */
export function policyOfRule(rule: Rule): PolicyName | undefined {
  for (const comment of rule.comments)
    for (const { comment: read } of spellings) {
      const policy = read?.(comment, rule);
      if (policy) return policy;
    }
  return undefined;
}

/** The policy a chain was made of: from its rules' comments, or from its name where that is not hashed. */
export function policyOfChain(chain: Chain): PolicyName | undefined {
  // Rules of a pod's own chain, or of a node's, are made of many policies.
  if (/^KUBE-POD-FW-|^AZURE-NPM-(IN|E)GRESS$|^ANTREA-POL-(IN|E)GRESS-RULES$/.test(chain.name))
    return undefined;
  for (const rule of chain.rules) {
    const policy = policyOfRule(rule);
    if (policy) return policy;
  }
  for (const { chain: read } of spellings) {
    const policy = read?.(chain.name);
    if (policy) return policy;
  }
  return undefined;
}

/** What stands behind a decision. */
export interface Behind {
  /**
   * `rule`: a rule made of this policy decided, which is meant by its author. `isolation`: policies isolate the pod in this
   * direction and none of them let the packet pass. `none`: no policy object is known behind it.
   */
  readonly because: "rule" | "isolation" | "none";
  readonly policies: readonly PolicyName[];
  /** Who decided, where its rules do not tell by which policies. */
  readonly enforcer?: Enforcer;
}

const calico: Enforcer = { name: "Calico", decides: "rules" };

const nothing: Behind = { because: "none", policies: [] };

/** The policies behind a decision at the end of a trail of rules. */
export function policiesBehind(
  by: Decider | undefined,
  trail: readonly Rule[],
  rulesets: readonly Ruleset[],
): Behind {
  if (!by || !("rule" in by)) return nothing;
  const chains = chainsByName(rulesets);
  // Felix's last rule for a pod that no tier decided about: its profiles are no policies.
  if (by.rule.comments.some((comment) => /if no profiles matched$/i.test(comment)))
    return { because: "isolation", policies: [], enforcer: calico };
  const own = policyOfRule(by.rule) ?? inPolicyChain(by.rule, chains) ?? policyOfCaller(by.rule, trail);
  if (own) return { because: "rule", policies: [own] };
  const asked = sinceTierBegan(by.rule, trail);
  // A rule of FORWARD itself comes after an enforcer's chains, which may have let the packet go on.
  const since =
    chainOf(by.rule, chains)?.hook === undefined ? asked : asked.filter((rule) => isBeside(rule, by.rule));
  const policies = policiesAsked(since, chains).map(({ policy }) => policy);
  if (policies.length > 0) return { because: "isolation", policies };
  const enforcer = namelessEnforcer(by.rule, since);
  return enforcer ? { because: "isolation", policies: [], enforcer } : nothing;
}

/** Chains of all rulesets by backend and full name. */
export function chainsByName(rulesets: readonly Ruleset[]): ReadonlyMap<string, Chain> {
  return new Map(rulesets.flatMap((ruleset) => ruleset.chains).map((chain) => [chainKey(chain), chain]));
}

/** The chain a rule stands in. */
export function chainOf(rule: Rule, chains: ReadonlyMap<string, Chain>): Chain | undefined {
  return chains.get(keyOf(rule, rule.chain));
}

/** The chains that rules of a trail jump to, once each, in the order asked. */
export function chainsAsked(trail: readonly Rule[], chains: ReadonlyMap<string, Chain>): readonly Chain[] {
  const asked = trail.flatMap((rule) => {
    const target = jumpTarget(rule);
    const chain = target === undefined ? undefined : chains.get(keyOf(rule, target));
    return chain ? [chain] : [];
  });
  return [...new Set(asked)];
}

/** A policy and the chain that is made of it. */
export interface PolicyChain {
  readonly policy: PolicyName;
  readonly chain: Chain;
}

/** The policies whose chains a trail of rules went through, once each, in the order asked. */
export function policiesAsked(
  trail: readonly Rule[],
  chains: ReadonlyMap<string, Chain>,
): readonly PolicyChain[] {
  const policies = new Map<string, PolicyChain>();
  for (const rule of trail) {
    const target = jumpTarget(rule);
    const chain = target === undefined ? undefined : chains.get(keyOf(rule, target));
    if (!chain) continue;
    const around = chainOf(rule, chains)?.rules.flatMap(({ comments }) => comments) ?? [];
    const policy = policyOfChain(chain) ?? policyOfRule(rule) ?? kubeRouterJump(rule.comments, around);
    if (!policy) continue;
    const { apiVersion, kind, namespace, name } = policy;
    policies.set(JSON.stringify([apiVersion, kind, namespace, name]), { policy, chain });
  }
  return [...policies.values()];
}

function inPolicyChain(rule: Rule, chains: ReadonlyMap<string, Chain>): PolicyName | undefined {
  const chain = chainOf(rule, chains);
  return chain && isPolicyChain(chain) ? policyOfChain(chain) : undefined;
}

/** Whether a chain holds nothing but what one policy says. */
export function isPolicyChain({ name }: Chain): boolean {
  return /(^|-)cali-p[io]-|^KUBE-NWPLCY-|^AZURE-NPM-(IN|E)GRESS-[0-9a-z]+$/.test(name);
}

/** Antrea gives a rule with several ports a chain of its own, named on the rule that jumps there. */
function policyOfCaller(rule: Rule, trail: readonly Rule[]): PolicyName | undefined {
  const caller = trail.findLast((other) => other.table === rule.table && jumpTarget(other) === rule.chain);
  return caller && policyOfRule(caller);
}

function isBeside(one: Rule, other: Rule): boolean {
  return keyOf(one, one.chain) === keyOf(other, other.chain);
}

/** What was asked since the deciding rule's own chain began, or its last tier, where the rules tell tiers apart. */
function sinceTierBegan(rule: Rule, trail: readonly Rule[]): readonly Rule[] {
  const inChain = (other: Rule): boolean => isBeside(other, rule);
  const tier = trail.findLastIndex(
    (other) => inChain(other) && other.comments.some((comment) => comment.startsWith("Start of tier")),
  );
  return trail.slice(tier === -1 ? Math.max(0, trail.findIndex(inChain)) : tier + 1);
}

/** Rules of weave-npc and of Azure NPM's first version name selectors, a queue's nothing: who stops the packet is all that is known. */
function namelessEnforcer(rule: Rule, since: readonly Rule[]): Enforcer | undefined {
  const own = enforcerOf(rule);
  if (stops(rule) === "queue") return own?.decides === "queue" ? own : undefined;
  if (own?.name === "weave-npc" || own?.name === "Azure NPM") return own;
  // A chain of a policy that lost its first rule says no more whose it is.
  if (rule.comments.some((comment) => /if no policies passed packet$/i.test(comment))) return calico;
  // `-o weave -j DROP` stands in FORWARD, after the jump for the same interface.
  const out = /-o (\S+) /.exec(rule.text)?.[1];
  const asked = since.find(
    (other) => (jumpTarget(other) ?? "").startsWith("WEAVE-NPC") && other.text.includes(`-o ${out ?? ""} `),
  );
  return asked && out !== undefined ? { name: "weave-npc", decides: "rules" } : undefined;
}

function jumpTarget(rule: Rule): string | undefined {
  for (const statement of rule.statements)
    if (statement.do === "verdict" && (statement.verdict.to === "jump" || statement.verdict.to === "goto"))
      return statement.verdict.chain;
  return undefined;
}

function chainKey(chain: Chain): string {
  return `${chain.backend} ${fullName(chain)}`;
}

function keyOf(rule: Rule, chain: string): string {
  return `${rule.backend} ${rule.family} ${rule.table} ${chain}`;
}
