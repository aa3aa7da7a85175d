/** The part of an endpoint's chain that asks policies, tier by tier (felix/rules: endpointIptablesChain). */
import { chain, type Rule } from "./chain.ts";
import { clearMark, mark, marked, notClear, setMark, unmarked } from "./marks.ts";
import { chainName } from "./names.ts";
import type { Direction } from "./policy-model.ts";

/** A policy as an endpoint's chain meets it; policies that follow each other with one selector are grouped. */
export interface AppliedPolicy {
  readonly chain: string;
  readonly selector: string;
}

export interface AppliedTier {
  readonly name: string;
  /** A packet that none of the tier's policies decided about goes on to the next tier. */
  readonly passes: boolean;
  /** In the order they are asked; empty: none restricts this direction. */
  readonly policies: Readonly<Record<Direction, readonly AppliedPolicy[]>>;
}

/** Policies by consecutive selector; a group of one stands in the endpoint's chain itself. */
function grouped(policies: readonly AppliedPolicy[]): AppliedPolicy[][] {
  const groups: AppliedPolicy[][] = [];
  for (const policy of policies) {
    const last = groups.at(-1);
    if (last?.[0]?.selector === policy.selector) last.push(policy);
    else groups.push([policy]);
  }
  return groups;
}

function groupChainName(direction: Direction, group: readonly AppliedPolicy[]): string {
  const seed = [direction, group[0]?.selector, ...group.map((policy) => policy.chain)].join("\n");
  return chainName(direction === "ingress" ? "cali-gi-" : "cali-go-", seed);
}

/** A RETURN on a verdict stands before each fifth jump (felix/rules: PolicyGroupToIptablesChains). */
const returnStride = 5;

function groupRules(group: readonly AppliedPolicy[]): Rule[] {
  const verdict = mark.accept | mark.pass;
  return group.flatMap((policy, index): Rule[] => {
    const startsBlock = index % returnStride === 0;
    const jump = { match: startsBlock ? "" : unmarked(verdict), action: `--jump ${policy.chain}` };
    const comments = ["Return on verdict"];
    return startsBlock && index > 0
      ? [{ comments, match: notClear(verdict), action: "--jump RETURN" }, jump]
      : [jump];
  });
}

export function accepted(what: string): Rule {
  return {
    comments: [`Return if ${what} accepted`],
    match: marked(mark.accept),
    action: "--jump RETURN",
  };
}

/** How a chain treats what a policy accepted, and what none of a tier's policies decided about. */
export interface TierEnds {
  /** Put before the return on acceptance. */
  readonly onAccept?: Rule;
  readonly dropsAtEnd: boolean;
}

function tierRules({ name, passes }: AppliedTier, jumps: readonly string[], ends: TierEnds): Rule[] {
  if (jumps.length === 0) return [];
  const end: Rule = {
    comments: [`End of tier ${name}. Drop if no policies passed packet`],
    match: unmarked(mark.pass),
    action: "--jump DROP",
  };
  return [
    { comments: [`Start of tier ${name}`], action: clearMark(mark.pass) },
    ...jumps.flatMap((jump) => [
      { match: unmarked(mark.pass), action: `--jump ${jump}` },
      ...(ends.onAccept ? [ends.onAccept] : []),
      accepted("policy"),
    ]),
    ...(passes || !ends.dropsAtEnd ? [] : [end]),
  ];
}

/** The rules, and the chains of the groups they jump to. */
export function askTiers(
  applied: readonly AppliedTier[],
  direction: Direction,
  ends: TierEnds,
): { readonly rules: readonly Rule[]; readonly groups: readonly [string, string[]][] } {
  const tiers = applied.map((tier) => ({ tier, groups: grouped(tier.policies[direction]) }));
  const jump = (group: readonly AppliedPolicy[]): string =>
    group.length === 1 && group[0] ? group[0].chain : groupChainName(direction, group);
  return {
    rules: tiers.flatMap(({ tier, groups }) => tierRules(tier, groups.map(jump), ends)),
    groups: tiers
      .flatMap(({ groups }) => groups)
      .filter((group) => group.length > 1)
      .map((group) => chain(groupChainName(direction, group), groupRules(group))),
  };
}

/** The chain of a profile by direction. */
export function profileChainName(profile: string, direction: Direction): string {
  return chainName(direction === "ingress" ? "cali-pri-" : "cali-pro-", profile);
}

/** Each profile is asked in turn; a packet that none accepts is dropped. */
export function askProfiles(profiles: readonly string[], direction: Direction): Rule[] {
  return [
    ...profiles.flatMap((profile): Rule[] => [
      { action: `--jump ${profileChainName(profile, direction)}` },
      accepted("profile"),
    ]),
    { comments: ["Drop if no profiles matched"], action: "--jump DROP" },
  ];
}

/** What Calico gives every namespace, and the host endpoints it makes itself. */
const allowsAll = (profile: string): boolean =>
  profile.startsWith("kns.") || profile === "projectcalico-default-allow";

/** A namespace's profile accepts everything, a service account's says nothing: so Calico installs them. */
export function profileChains(profile: string): [string, string[]][] {
  return (["ingress", "egress"] as const).map((direction) =>
    chain(profileChainName(profile, direction), [
      {
        comments: [`Profile ${profile} ${direction}`],
        action: allowsAll(profile) ? setMark(mark.accept) : "",
      },
    ]),
  );
}
