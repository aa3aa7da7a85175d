/** Generated policies of Calico's own, with the tiers and network sets they speak of. */
import type { KubeObject } from "../lab/api/object.ts";
import { blocks, namespaces } from "./network-policies.ts";
import type { Random } from "./random.ts";

const apiVersion = "crd.projectcalico.org/v1";

const podTerms = [
  "app == 'web'",
  "app != 'web'",
  'tier in {"front", "back"}',
  "tier not in {'front'}",
  "has(env)",
  "!has(tier)",
  "app contains 'e'",
  "app starts with 'w'",
  'app ends with "b"',
  "all()",
  "note == ''",
  "projectcalico.org/namespace == 'red'",
  "feed == 'near'",
  "pcns.team == 'a'",
  "projectcalico.org/serviceaccount == 'web'",
];
/** Of host endpoints. */
const hostTerms = ["has(host)", "host == 'edge'", "!has(host)"];
const namespaceTerms = [
  "team == 'a'",
  "has(team)",
  "!has(team)",
  "all()",
  "projectcalico.org/name == 'blue'",
];
const accountTerms = ["role == 'server'", "has(zone)", "!has(role)"];

function selector(random: Random, terms: readonly string[]): string {
  const one = (): string => random.pick(terms);
  return random.pick([
    one,
    one,
    () => `${one()} && ${one()}`,
    () => `${one()} || ${one()}`,
    () => `!(${one()} && ${one()})`,
    () => `(${one()} || ${one()}) && ${one()}`,
  ])();
}

const numbered = (random: Random): unknown =>
  random.pick<unknown>([8080, "8080", "8079:8081", 53, "9090:9091", 443]);
const portEntry = (random: Random): unknown =>
  random.chance(0.25) ? random.pick(["http", "metrics", "dns", "nowhere"]) : numbered(random);

function entity(random: Random, withPorts: boolean): Record<string, unknown> {
  const nets = (): string[] => random.several(1, 2, () => random.pick(blocks));
  return random.some({
    selector: [0.35, () => selector(random, [...podTerms, "has(host)", "host == 'edge'"])],
    notSelector: [0.15, () => selector(random, podTerms)],
    namespaceSelector: [0.2, () => (random.chance(0.15) ? "global()" : selector(random, namespaceTerms))],
    serviceAccounts: [
      0.1,
      () =>
        random.pick([
          { names: ["web"] },
          { selector: random.pick(accountTerms) },
          { names: ["web", "default"], selector: random.pick(accountTerms) },
        ]),
    ],
    nets: [0.2, nets],
    notNets: [0.12, nets],
    ...(withPorts
      ? {
          ports: [0.6, () => random.several(1, 3, () => portEntry(random))],
          notPorts: [0.2, () => random.several(1, 2, () => portEntry(random))],
        }
      : {}),
  });
}

function rule(random: Random, direction: "ingress" | "egress"): object {
  const action = random.pick(["Allow", "Allow", "Allow", "Deny", "Deny", "Pass", "Log"]);
  // A Service's endpoints with their ports take the place of everything else a rule says of its destination.
  if (direction === "egress" && random.chance(0.08))
    return {
      action,
      destination: {
        services: { name: random.pick(["web", "web-alone"]), namespace: random.pick(["red", "blue"]) },
      },
    };
  const protocol = random.pick([undefined, undefined, "TCP", "TCP", "UDP", "SCTP", "ICMP", "ICMPv6", 6]);
  const isIcmp = protocol === "ICMP" || protocol === "ICMPv6";
  const [request, reply, unreachable] = protocol === "ICMPv6" ? [128, 129, 1] : [8, 0, 3];
  const withPorts = protocol !== undefined && !isIcmp;
  return {
    action,
    ...(protocol === undefined
      ? random.some({ notProtocol: [0.2, () => random.pick(["TCP", "ICMP", "ICMPv6", 17, 58])] })
      : { protocol }),
    ...(isIcmp
      ? random.some({
          icmp: [0.5, () => random.pick([{ type: request }, { type: request, code: 0 }, { type: reply }])],
          notICMP: [0.2, () => random.pick([{ type: request }, { type: unreachable, code: 1 }])],
        })
      : {}),
    ...random.some({
      ipVersion: [isIcmp ? 0 : 0.05, () => random.pick([4, 6])],
      source: [direction === "ingress" ? 0.7 : 0.15, () => entity(random, false)],
      destination: [direction === "egress" || withPorts ? 0.7 : 0.15, () => entity(random, withPorts)],
    }),
  };
}

export function calicoRules(random: Random, direction: "ingress" | "egress"): object[] {
  return random.several(0, 3, () => rule(random, direction));
}

const tierNames = ["default", "default", "security", "platform"];

export interface Choices {
  /** In one of several tiers. */
  readonly tiers?: boolean;
  /** May select host endpoints, or name them in rules. */
  readonly hosts?: boolean;
}

export function randomCalicoPolicy(random: Random, index: number, choices: Choices): KubeObject {
  const tier = choices.tiers ? random.pick(tierNames) : "default";
  const subjects = choices.hosts ? [...podTerms, ...hostTerms, ...hostTerms] : podTerms;
  const global = random.chance(0.5);
  const staged = random.chance(0.05) ? "Staged" : "";
  return {
    apiVersion,
    kind: `${staged}${global ? "GlobalNetworkPolicy" : "NetworkPolicy"}`,
    metadata: {
      // Ties of order are decided by name, which shall not follow the order of making.
      name: `${tier}.${random.pick(["a", "m", "z"])}-${index}`,
      ...(global ? {} : { namespace: random.pick(namespaces) }),
    },
    spec: {
      tier,
      ...random.some({
        order: [0.75, () => random.pick([10, 10, 500, 1000, 1000, 2000.5])],
        selector: [0.8, () => selector(random, subjects)],
        types: [0.7, () => random.pick([["Ingress"], ["Egress"], ["Ingress", "Egress"]])],
        serviceAccountSelector: [0.08, () => selector(random, accountTerms)],
        ...(global
          ? {
              namespaceSelector: [0.3, () => selector(random, namespaceTerms)],
            }
          : {}),
        ingress: [0.7, () => calicoRules(random, "ingress")],
        egress: [0.5, () => calicoRules(random, "egress")],
      }),
    },
  };
}

export function randomTiers(random: Random): KubeObject[] {
  return ["security", "platform"].map((name) => ({
    apiVersion,
    kind: "Tier",
    metadata: { name },
    spec: random.some({
      order: [0.85, () => random.pick([100, 100, 200, 2_000_000])],
      defaultAction: [0.6, () => random.pick(["Pass", "Deny"])],
    }),
  }));
}

export function networkSets(random: Random): KubeObject[] {
  const spec = (): object => ({
    nets: random.several(1, 2, () => random.pick([...blocks, "10.233.70.4", "fd00:20::7246"])),
  });
  return [
    {
      apiVersion,
      kind: "GlobalNetworkSet",
      metadata: { name: "near", labels: { feed: "near" } },
      spec: spec(),
    },
    {
      apiVersion,
      kind: "NetworkSet",
      metadata: { name: "own", namespace: random.pick(namespaces), labels: { feed: "near", app: "web" } },
      spec: spec(),
    },
  ];
}
