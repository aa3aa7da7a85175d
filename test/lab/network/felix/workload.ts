import { chain, type Rule } from "./chain.ts";
import { clearMark, mark, marked, notClear, setMark, unmarked } from "./marks.ts";
import { chainName } from "./names.ts";
import type { Direction } from "./policy-model.ts";

/** A policy as an endpoint's chain meets it; policies that follow each other with one selector are grouped. */
export interface AppliedPolicy {
  readonly chain: string;
  readonly selector: string;
}

export interface Workload {
  readonly interface: string;
  /** `kns.NAMESPACE`, `ksa.NAMESPACE.ACCOUNT`. */
  readonly profiles: readonly string[];
  /** Those with a policy that selects it, in the order they are asked. */
  readonly tiers: readonly AppliedTier[];
}

export interface AppliedTier {
  readonly name: string;
  /** A packet that none of the tier's policies decided about goes on to the next tier. */
  readonly passes: boolean;
  /** In the order they are asked; empty: none restricts this direction. */
  readonly policies: Readonly<Record<Direction, readonly AppliedPolicy[]>>;
}

const dropTunnels: readonly Rule[] = [
  {
    comments: ["Drop VXLAN encapped packets originating in workloads"],
    match: "-p 17 -m multiport --destination-ports 4789",
    action: "--jump DROP",
  },
  {
    comments: ["Drop IPinIP encapped packets originating in workloads"],
    match: "-p 4",
    action: "--jump DROP",
  },
];

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

function accepted(what: string): Rule {
  return {
    comments: [`Return if ${what} accepted`],
    match: marked(mark.accept),
    action: "--jump RETURN",
  };
}

function tierRules({ name, passes }: AppliedTier, jumps: readonly string[]): Rule[] {
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
      accepted("policy"),
    ]),
    ...(passes ? [] : [end]),
  ];
}

/** The endpoint's chain for one direction, and those of its policy groups. Ingress is `cali-tw-`, egress `cali-fw-`. */
export function workloadChains(workload: Workload, direction: Direction): [string, string[]][] {
  const ingress = direction === "ingress";
  const tiers = workload.tiers.map((tier) => ({ tier, groups: grouped(tier.policies[direction]) }));
  const jump = (group: readonly AppliedPolicy[]): string =>
    group.length === 1 && group[0] ? group[0].chain : groupChainName(direction, group);
  const rules: Rule[] = [
    { match: "-m conntrack --ctstate RELATED,ESTABLISHED", action: "--jump ACCEPT" },
    { match: "-m conntrack --ctstate INVALID", action: "--jump DROP" },
    { action: clearMark(mark.accept | mark.pass) },
    ...(ingress ? [] : dropTunnels),
    ...tiers.flatMap(({ tier, groups }) => tierRules(tier, groups.map(jump))),
    ...workload.profiles.flatMap((profile): Rule[] => [
      { action: `--jump ${chainName(ingress ? "cali-pri-" : "cali-pro-", profile)}` },
      accepted("profile"),
    ]),
    { comments: ["Drop if no profiles matched"], action: "--jump DROP" },
  ];
  return [
    chain(chainName(ingress ? "cali-tw-" : "cali-fw-", workload.interface), rules),
    ...tiers
      .flatMap(({ groups }) => groups)
      .filter((group) => group.length > 1)
      .map((group) => chain(groupChainName(direction, group), groupRules(group))),
  ];
}

/** A namespace's profile accepts everything, a service account's says nothing: so Calico installs them. */
export function profileChains(profile: string): [string, string[]][] {
  return (["ingress", "egress"] as const).map((direction) =>
    chain(chainName(direction === "ingress" ? "cali-pri-" : "cali-pro-", profile), [
      {
        comments: [`Profile ${profile} ${direction}`],
        action: profile.startsWith("kns.") ? setMark(mark.accept) : "",
      },
    ]),
  );
}
