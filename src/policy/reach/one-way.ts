/** What the policies of one end let through in one direction. */
import type { End } from "../match/ends.ts";
import { matchPorts, type Towards } from "../match/ports.ts";
import { withoutRequests } from "../match/requests.ts";
import type { DirectionName, Rule, RuleSet } from "../normal-form.ts";
import { decide, type Decision, type Verdict } from "../verdict/decide.ts";
import { rulesForPair } from "../verdict/pair-rules.ts";
import { mindsOf, protocols, type PortRange } from "../verdict/port-ranges.ts";
import { joined, type Reach } from "./reach.ts";

/** How each rule stands to one port: ports of equal marks are decided alike. */
function marksOf(rules: readonly Rule[], to: End, towards: Towards): string {
  const { protocol, port } = towards;
  const marks = rules.map((rule) => {
    const match = matchPorts(rule.ports, towards, to, rule.icmp);
    return `${match[0] ?? ""}${withoutRequests(rule, to, port)?.[0] ?? ""}`;
  });
  return `${protocol} ${marks.join(" ")}`;
}

/**
 * Between two ports that a rule names no rule changes its mind, so one port speaks for all of them.
 * @param ruleSets that select the end whose direction this is, in the order they are asked.
 * @param settle what comes of what the rule sets decide.
 */
export function oneWay(
  ruleSets: readonly RuleSet[],
  flow: { readonly direction: DirectionName; readonly from: End; readonly to: End },
  settle: (decision: Decision) => Verdict,
): Reach {
  const between = rulesForPair(ruleSets, flow);
  const rules = between.flatMap((ruleSet) => ruleSet.rules);
  const open: PortRange[] = [];
  const unsure: PortRange[] = [];
  const known = new Map<string, Verdict>();
  const add = (range: PortRange): void => {
    const towards = { protocol: range.protocol, port: range.first };
    const marks = marksOf(rules, flow.to, towards);
    const verdict = known.get(marks) ?? settle(decide(between, { ...flow, towards }));
    known.set(marks, verdict);
    if (verdict === "allow") open.push(range);
    else if (verdict === "undecidable") unsure.push(range);
  };
  for (const protocol of protocols)
    if (protocol === "ICMP") add({ protocol, first: 0, last: 0 });
    else for (const range of mindsOf(rules, protocol, flow.to)) add(range);
  return { open: joined(open), unsure: joined(unsure) };
}
