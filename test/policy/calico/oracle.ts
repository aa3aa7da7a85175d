/** Calico's tiers and policies evaluated straight from its documentation's words, sharing no code with what it checks. */
import { inBlock, type OracleEnd, type OracleFlow } from "../oracle.ts";

export interface CalicoEntity {
  /** `app == …`; "" stands for a pod without that label. */
  readonly app?: string;
  readonly notApp?: string;
  readonly team?: string;
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
}
export interface CalicoRule {
  readonly action: "Allow" | "Deny" | "Pass" | "Log";
  readonly peer?: CalicoEntity;
  readonly protocol?: "TCP" | "UDP";
  readonly ports?: readonly (readonly [first: number, last: number])[];
  readonly notPorts?: readonly (readonly [first: number, last: number])[];
}
export interface CalicoSpec {
  /** Undefined: global. */
  readonly namespace?: string;
  readonly tier: string;
  /** Undefined: last. */
  readonly order?: number;
  readonly app?: string;
  readonly types: readonly ("Ingress" | "Egress")[];
  readonly rules: readonly CalicoRule[];
}
export interface CalicoTier {
  readonly name: string;
  readonly order: number;
  readonly passes: boolean;
}

/** Labels of namespaces. */
export type Teams = Readonly<Record<string, string | undefined>>;

function labelsOf({ pod }: OracleEnd): Record<string, string> | undefined {
  return pod && (pod.metadata.labels ?? {});
}

/** A selector, once given, means pods; a negated one alone means everybody else. Blocks mean one family. */
function isEntity(entity: CalicoEntity, end: OracleEnd, own: string | undefined, teams: Teams): boolean {
  const labels = labelsOf(end);
  const where = end.pod?.metadata.namespace ?? "";
  const { app, notApp, team, nets, notNets } = entity;
  const six = end.ip.includes(":");
  const ofFamily = (blocks: readonly string[]): boolean =>
    blocks.some((block) => block.includes(":") === six);
  if (team !== undefined && (!labels || teams[where] !== team)) return false;
  const stays = own !== undefined && team === undefined && (app !== undefined || notApp !== undefined);
  if (stays && (!labels || where !== own)) return false;
  if (app !== undefined && labels?.["app"] !== app) return false;
  if (notApp !== undefined && labels?.["app"] === notApp) return false;
  if (nets && !nets.some((block) => inBlock(end.ip, block))) return false;
  return !notNets || (ofFamily(notNets) && !notNets.some((block) => inBlock(end.ip, block)));
}

const within = (ports: readonly (readonly [number, number])[], port: number): boolean =>
  ports.some(([first, last]) => first <= port && port <= last);

function ruleHolds(
  rule: CalicoRule,
  other: OracleEnd,
  flow: OracleFlow,
  own: string | undefined,
  teams: Teams,
): boolean {
  return (
    (rule.protocol === undefined || rule.protocol === flow.protocol) &&
    (!rule.ports || within(rule.ports, flow.port)) &&
    (!rule.notPorts || !within(rule.notPorts, flow.port)) &&
    (!rule.peer || isEntity(rule.peer, other, own, teams))
  );
}

function directionAllows(
  type: "Ingress" | "Egress",
  tiers: readonly CalicoTier[],
  specs: readonly CalicoSpec[],
  flow: OracleFlow,
  teams: Teams,
): boolean {
  const [subject, other] = type === "Ingress" ? [flow.to, flow.from] : [flow.from, flow.to];
  const { pod } = subject;
  if (!pod) return true;
  for (const tier of [...tiers].sort((one, two) => one.order - two.order)) {
    const here = specs
      .filter(
        (one) =>
          one.tier === tier.name &&
          one.types.includes(type) &&
          (one.namespace === undefined || one.namespace === pod.metadata.namespace) &&
          (one.app === undefined || pod.metadata.labels?.["app"] === one.app),
      )
      .sort((one, two) => (one.order ?? Infinity) - (two.order ?? Infinity));
    const rules = here.flatMap((one) => one.rules.map((rule) => ({ rule, own: one.namespace })));
    const acts = rules.find(
      ({ rule, own }) => rule.action !== "Log" && ruleHolds(rule, other, flow, own, teams),
    );
    if (acts?.rule.action === "Allow") return true;
    if (acts?.rule.action === "Deny") return false;
    if (!acts && here.length > 0 && !tier.passes) return false;
  }
  // Every namespace's profile allows.
  return true;
}

/** For TCP and UDP between different pods or outside addresses of one family. */
export function calicoOracle(
  tiers: readonly CalicoTier[],
  specs: readonly CalicoSpec[],
  flow: OracleFlow,
  teams: Teams,
): boolean {
  return (["Egress", "Ingress"] as const).every((type) => directionAllows(type, tiers, specs, flow, teams));
}
