/** What Felix writes for host endpoints, in the tables where they are asked (felix/rules: HostEndpointTo…Chains, hostDispatchChains). */
import type { IpSet } from "../../ruleset.ts";
import { appliedTiers } from "../applied-tiers.ts";
import type { FelixTier } from "../calico-tier.ts";
import { chain, type Rule } from "../chain.ts";
import { failsafeChains } from "./failsafe.ts";
import type { FelixHostEndpoint } from "./host-endpoint.ts";
import { clearMark, mark, marked, setMark } from "../marks.ts";
import { chainName } from "../names.ts";
import type { CompiledPolicy } from "../policy-compiler.ts";
import { directions, type Direction } from "../policy-model.ts";
import { askProfiles, askTiers, profileChains, type AppliedTier } from "../tiers-and-profiles.ts";

type Chains = readonly [string, readonly string[]][];

export interface HostEndpointChains {
  readonly tables: Readonly<Record<"raw" | "mangle" | "filter", Chains>>;
  readonly sets: ReadonlyMap<string, IpSet>;
}

/** `f`: from the endpoint, so ingress of the node. `fw`: what the node forwards. */
type Prefix = "cali-fh-" | "cali-th-" | "cali-fhfw-" | "cali-thfw-";

/** Felix's word for `*`, too long to be an interface. */
const allInterfaces = "any-interface-at-all";

const directionOf = (prefix: Prefix): Direction => (prefix.startsWith("cali-f") ? "ingress" : "egress");
const endpointChainName = (prefix: Prefix, { interface: name }: FelixHostEndpoint): string =>
  chainName(prefix, name === "*" ? allInterfaces : name);
const failsafe = (prefix: Prefix): Rule => ({
  action: `--jump cali-failsafe-${directionOf(prefix) === "ingress" ? "in" : "out"}`,
});

const clear: Rule = { action: clearMark(mark.accept | mark.pass) };
const invalid: Rule = { match: "-m conntrack --ctstate INVALID", action: "--jump DROP" };
const established = (action: string): Rule => ({
  match: "-m conntrack --ctstate RELATED,ESTABLISHED",
  action,
});
const noTrack: Rule = { match: marked(mark.accept), action: "--jump NOTRACK" };
const forwardedByDefault: readonly Rule[] = [
  { comments: ["Allow forwarded traffic by default"], action: setMark(mark.accept) },
  { comments: ["Return for accepted forward traffic"], action: "--jump RETURN" },
];

interface View {
  readonly tiers: readonly FelixTier[];
  readonly policies: readonly CompiledPolicy[];
}

/** The tiers of an endpoint by where they are asked. */
class Asked {
  readonly normal: readonly AppliedTier[];
  readonly forward: readonly AppliedTier[];
  readonly preDNAT: readonly AppliedTier[];
  /** None on an endpoint of all interfaces, which Felix does not support. */
  readonly untracked: readonly AppliedTier[];

  constructor(
    readonly endpoint: FelixHostEndpoint,
    { tiers, policies }: View,
  ) {
    const own = policies.filter((policy) => policy.selects(endpoint));
    const tiersOf = (filter: (policy: CompiledPolicy) => boolean): AppliedTier[] =>
      appliedTiers(tiers, own.filter(filter));
    this.normal = tiersOf(({ stage }) => stage === "tracked");
    this.forward = tiersOf(({ stage, onForward }) => stage === "tracked" && onForward);
    this.preDNAT = tiersOf(({ stage }) => stage === "preDNAT");
    this.untracked = endpoint.interface === "*" ? [] : tiersOf(({ stage }) => stage === "untracked");
  }

  normalChain(prefix: Prefix, onEstablished: readonly Rule[]): Chains {
    const direction = directionOf(prefix);
    const { rules, groups } = askTiers(this.normal, direction, { dropsAtEnd: true });
    const { profiles } = this.endpoint;
    return this.chains(prefix, groups, [
      ...onEstablished,
      invalid,
      failsafe(prefix),
      clear,
      ...rules,
      ...askProfiles(profiles, direction),
    ]);
  }

  forwardChain(prefix: Prefix): Chains {
    const { rules, groups } = askTiers(this.forward, directionOf(prefix), { dropsAtEnd: true });
    const end = this.forward.length === 0 ? forwardedByDefault : [];
    return this.chains(prefix, groups, [established("--jump ACCEPT"), invalid, clear, ...rules, ...end]);
  }

  preDnatChain(): Chains {
    const prefix = "cali-fh-";
    const { rules, groups } = askTiers(this.preDNAT, "ingress", { dropsAtEnd: false });
    return this.chains(prefix, groups, [
      established("--jump ACCEPT"),
      invalid,
      failsafe(prefix),
      clear,
      ...rules,
    ]);
  }

  untrackedChain(prefix: Prefix): Chains {
    const { rules, groups } = askTiers(this.untracked, directionOf(prefix), {
      onAccept: noTrack,
      dropsAtEnd: false,
    });
    return this.chains(prefix, groups, [failsafe(prefix), clear, ...rules]);
  }

  private chains(prefix: Prefix, groups: Chains, rules: readonly Rule[]): Chains {
    return [chain(endpointChainName(prefix, this.endpoint), rules), ...groups];
  }
}

/** Goes to the chain of the packet's interface, else to that of all interfaces. */
function dispatch(
  root: string,
  prefix: Prefix,
  asked: readonly Asked[],
  beforeAll: readonly Rule[] = [],
): Chains {
  const flag = directionOf(prefix) === "ingress" ? "--in-interface" : "--out-interface";
  const endpoints = asked.map(({ endpoint }) => endpoint);
  const goto = (endpoint: FelixHostEndpoint): string => `--goto ${endpointChainName(prefix, endpoint)}`;
  const everywhere = endpoints.find((endpoint) => endpoint.interface === "*");
  return [
    chain(root, [
      ...endpoints
        .filter((endpoint) => endpoint !== everywhere)
        .map((endpoint) => ({ match: `${flag} ${endpoint.interface}`, action: goto(endpoint) })),
      ...(everywhere ? [...beforeAll, { action: goto(everywhere) }] : []),
    ]),
  ];
}

const skipsWorkloads: Rule = {
  comments: ["Skip egress WHEP policy for traffic to local workload"],
  match: "--out-interface cali+",
  action: "--jump RETURN",
};

/** The chains of one node's host endpoints; nothing when it has none. */
export function hostEndpointChains(endpoints: readonly FelixHostEndpoint[], view: View): HostEndpointChains {
  if (endpoints.length === 0) return { tables: { raw: [], mangle: [], filter: [] }, sets: new Map() };
  const asked = endpoints.map((endpoint) => new Asked(endpoint, view));
  const early = asked.filter(({ preDNAT }) => preDNAT.length > 0);
  const untracked = asked.filter((one) => one.untracked.length > 0);
  const selecting = view.policies.filter((policy) => endpoints.some(policy.selects));
  const profiles = [...new Set(endpoints.flatMap((endpoint) => endpoint.profiles))].flatMap(profileChains);
  const chainsOf = (stages: readonly CompiledPolicy["stage"][]): Chains =>
    selecting.filter(({ stage }) => stages.includes(stage)).flatMap((policy) => policy.chains);
  return {
    tables: {
      filter: [
        ...dispatch("cali-from-host-endpoint", "cali-fh-", asked),
        ...dispatch("cali-to-host-endpoint", "cali-th-", asked),
        ...dispatch("cali-from-hep-forward", "cali-fhfw-", asked),
        ...dispatch("cali-to-hep-forward", "cali-thfw-", asked),
        ...asked.flatMap((one) => [
          ...one.normalChain("cali-fh-", [established("--jump ACCEPT")]),
          ...one.normalChain("cali-th-", [established("--jump ACCEPT")]),
          ...one.forwardChain("cali-fhfw-"),
          ...one.forwardChain("cali-thfw-"),
        ]),
        ...failsafeChains("filter"),
        ...profiles,
        ...chainsOf(["tracked"]),
      ],
      mangle: [
        ...dispatch("cali-from-host-endpoint", "cali-fh-", early),
        ...dispatch("cali-to-host-endpoint", "cali-th-", asked, [skipsWorkloads]),
        ...early.flatMap((one) => one.preDnatChain()),
        ...asked.flatMap((one) =>
          one.normalChain("cali-th-", [established(setMark(mark.accept)), established("--jump RETURN")]),
        ),
        ...failsafeChains("mangle"),
        ...profiles,
        ...chainsOf(["tracked", "preDNAT"]),
      ],
      raw: [
        ...dispatch("cali-from-host-endpoint", "cali-fh-", untracked),
        ...dispatch("cali-to-host-endpoint", "cali-th-", untracked),
        ...untracked.flatMap((one) => [...one.untrackedChain("cali-fh-"), ...one.untrackedChain("cali-th-")]),
        ...failsafeChains("raw"),
        ...chainsOf(["untracked"]),
      ],
    },
    sets: new Map(selecting.flatMap(({ sets }) => directions.flatMap((direction) => [...sets[direction]]))),
  };
}
