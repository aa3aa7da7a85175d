import type { Hop } from "../model/hop.ts";
import type { Place } from "../model/place.ts";
import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { FlowReport } from "../model/report.ts";
import { counterKey, ruleOf, stops, type CounterChange } from "../netstack/kernel/counter-changes.ts";
import { dropCounters, movedBy, type DropCounter } from "../netstack/seen/counters.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { interfaceCounters } from "../probes/counters/interface-counters.ts";
import { kernelCounters } from "../probes/counters/kernel-counters.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { firewallAt } from "../journey/hops/firewall.ts";
import { passages } from "../journey/hops/passage.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../journey/machine/places.ts";
import { rulesAt } from "../journey/rules/rules-at.ts";

/** Rules that count the packets of every flow are many: those nearest to the place of death are told. */
const mostRules = 3;

/**
 * Of packets that nothing known explains: between which two points they died, what counted as many there meanwhile, and the
 * next step by hand. Rules that stop packets come first, then what interfaces and the kernel dropped, then the rules they last met.
 */
export function unexplained(flows: readonly FlowReport[], evidence: EvidenceIndex): readonly string[] {
  const report = flows.find(({ steps }) => steps.some(diesHere));
  const step = report?.steps.find(diesHere);
  if (!report || !step) return [];
  const { flow } = report;
  const { hop } = step;
  const path = report.steps.map((one) => one.hop);
  const lost = lostAt(hop, path, flow, evidence);
  if (lost <= 0) return [];
  const { refused = 0, silent } = passages(flow, path, evidence)[path.indexOf(hop)] ?? {};
  if (silent)
    return [
      `${hop.kind === "underlay" ? nodeOf(flow.from) : (hop.node ?? hop.name)} asks on ${silent.device} who has ${silent.ip}, and nobody answers: the packets wait for that in vain`,
      `to see whether the question comes to whom it is meant for: tcpdump -nei any arp host ${silent.ip}, where ${silent.ip} is`,
    ];
  if (refused > 0) return [`they were refused and not lost: ${refused} resets came from ${hop.name}`];
  const places = placesOf(hop, flow);
  const counted = places.flatMap(({ name, place }) => [
    ...stoppingRules(place, flow, lost, evidence).map((text) => `${name}: ${text}`),
    ...dropped(place, lost, evidence).map((text) => `${name}: ${text}`),
  ]);
  const met = rulesMet(hop, path, flow, lost, evidence);
  const where = between(hop);
  return [
    counted.length > 0
      ? `${where}, these counters moved by the ${lost} lost packets or more: ${counted.join("; ")}`
      : !places.some(({ place }) => wasCounted(place, flow, evidence))
        ? `${where}; no counter was read there`
        : `${where}, no counter that was read there tells why: no rule that stops, no interface and no kernel counter of losses moved by ${lost}`,
    ...(counted.length === 0 && met.length > 0
      ? [`the last rules that counted exactly ${lost} packets there: ${met.join("; ")}`]
      : []),
    `to see where the kernel throws them away: perf trace --no-syscalls -e skb:kfree_skb on ${hop.node ?? "the node"}, while the question is asked again`,
  ];
}

function diesHere({ mark, hop }: FlowReport["steps"][number]): boolean {
  return mark === "stopped" && hop.kind !== "asking" && hop.kind !== "service";
}

function lostAt(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): number {
  const ledger = passages(flow, path, evidence);
  const index = path.indexOf(hop);
  const own = ledger[index];
  // What left the node before and did not come in here was lost on the way.
  const came = own?.in === 0 ? (ledger[index - 1]?.out ?? 0) : (own?.in ?? 0);
  const sent = attemptsOf(evidence, flow).seen?.sent ?? 0;
  return came === 0 ? sent : came - (own?.out ?? 0);
}

/** `on node3 between vxlan.calico and cali62954f4181b`. */
function between({ node, name, kind, deviceIn, deviceOut }: Hop): string {
  if (kind === "underlay") return `between ${name.replace(" → ", " and ")}`;
  const at = node === undefined ? `at ${name}` : `on ${node}`;
  if (deviceIn === undefined || deviceOut === undefined) return kind === "socket" ? `in ${name}` : at;
  return `${at} between ${deviceIn} and ${deviceOut}`;
}

function placesOf(hop: Hop, flow: Flow): readonly { readonly name: string; readonly place: Place }[] {
  const nodes = hop.kind === "underlay" ? [nodeOf(flow.from), nodeOf(flow.to)] : [hop.node];
  const pod = hop.kind === "socket" || hop.kind === "pod-in" ? flow.to : undefined;
  const place = pod && hasOwnNetns(pod) ? placeOf(pod) : undefined;
  return [
    ...(place && pod?.type === "pod" ? [{ name: pod.name, place }] : []),
    ...[...new Set(nodes)].flatMap((node) =>
      node === undefined || node === "" ? [] : [{ name: node, place: nodePlace(node) }],
    ),
  ];
}

function stoppingRules(place: Place, flow: Flow, lost: number, evidence: EvidenceIndex): readonly string[] {
  const rules = rulesAt(evidence, place, flow.family).seen;
  return (rules?.changes ?? []).flatMap((change) => {
    if (change.rewritten || change.packets !== lost) return [];
    const owner = ruleOf(change, rules?.rulesets ?? []);
    if (!owner) return [];
    if ("policyOf" in owner)
      return [`the policy ${owner.policyOf.policy ?? "accept"} of ${owner.policyOf.name}`];
    return stops(owner.rule) ? [`${owner.rule.table}: ${owner.rule.text}`] : [];
  });
}

function dropped(place: Place, lost: number, evidence: EvidenceIndex): readonly string[] {
  const cards = (evidence.see(interfaceCounters, place, "window").seen ?? []).flatMap((one) =>
    (
      [
        ["drops on receiving", one.receiveDrops],
        ["errors of receiving", one.receiveErrors],
        ["drops on sending", one.sendDrops],
        ["errors of sending", one.sendErrors],
      ] as const
    ).flatMap(([what, count]) => (count >= lost ? [`${one.device} ${count} ${what}`] : [])),
  );
  const kernel = (evidence.see(kernelCounters, place, "window").seen ?? []).flatMap((counter) => {
    const moved = movedBy(counter) ?? 0;
    return moved >= lost && isDropCounter(counter.key)
      ? [`${counter.key} ${moved} (${dropCounters[counter.key]})`]
      : [];
  });
  return [...cards, ...kernel];
}

function wasCounted(place: Place, flow: Flow, evidence: EvidenceIndex): boolean {
  return (
    rulesAt(evidence, place, flow.family).seen?.changes !== undefined ||
    evidence.see(interfaceCounters, place, "window").seen !== undefined
  );
}

function isDropCounter(key: string): key is DropCounter {
  return Object.hasOwn(dropCounters, key);
}

/** The rules on the packets' way through the hop that counted exactly as many, the last one first. */
function rulesMet(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  lost: number,
  evidence: EvidenceIndex,
): readonly string[] {
  const view = firewallAt(hop, path, flow, evidence).seen;
  const exact = new Set(
    (view?.rules.changes ?? []).filter((change) => isExact(change, lost)).map(({ key }) => key),
  );
  const met = (view?.ways ?? [])
    .flatMap(({ walk }) => walk.trail)
    .filter((rule) => !stops(rule) && exact.has(counterKey(rule)))
    .map(({ table, text }) => `${table}: ${text}`);
  return [...new Set(met.reverse())].slice(0, mostRules);
}

function isExact({ packets, rewritten }: CounterChange, lost: number): boolean {
  return !rewritten && packets === lost;
}
