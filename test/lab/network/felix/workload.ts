import { chain, type Rule } from "./chain.ts";
import { clearMark, mark } from "./marks.ts";
import { chainName } from "./names.ts";
import type { Direction } from "./policy-model.ts";
import { askProfiles, askTiers, type AppliedTier } from "./tiers-and-profiles.ts";

export interface Workload {
  readonly interface: string;
  /** `kns.NAMESPACE`, `ksa.NAMESPACE.ACCOUNT`. */
  readonly profiles: readonly string[];
  /** Those with a policy that selects it, in the order they are asked. */
  readonly tiers: readonly AppliedTier[];
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

/** The endpoint's chain for one direction, and those of its policy groups. Ingress is `cali-tw-`, egress `cali-fw-`. */
export function workloadChains(workload: Workload, direction: Direction): [string, string[]][] {
  const ingress = direction === "ingress";
  const { rules, groups } = askTiers(workload.tiers, direction, { dropsAtEnd: true });
  return [
    chain(chainName(ingress ? "cali-tw-" : "cali-fw-", workload.interface), [
      { match: "-m conntrack --ctstate RELATED,ESTABLISHED", action: "--jump ACCEPT" },
      { match: "-m conntrack --ctstate INVALID", action: "--jump DROP" },
      { action: clearMark(mark.accept | mark.pass) },
      ...(ingress ? [] : dropTunnels),
      ...rules,
      ...askProfiles(workload.profiles, direction),
    ]),
    ...groups,
  ];
}
