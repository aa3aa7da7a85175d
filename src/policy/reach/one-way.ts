/** What the policies of one end let through in one direction. */
import { ruleCuts } from "../match/ports.ts";
import type { End } from "../match/ends.ts";
import { lastPort, type DirectionName, type RuleSet } from "../normal-form.ts";
import { decide, type Decision, type Verdict } from "../verdict/decide.ts";
import { protocols, type PortRange } from "../verdict/port-ranges.ts";
import { joined, type Reach } from "./reach.ts";

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
  const open: PortRange[] = [];
  const unsure: PortRange[] = [];
  const add = (range: PortRange): void => {
    const towards = { protocol: range.protocol, port: range.first };
    const verdict = settle(decide(ruleSets, { ...flow, towards }));
    if (verdict === "allow") open.push(range);
    else if (verdict === "undecidable") unsure.push(range);
  };
  for (const protocol of protocols) {
    if (protocol === "ICMP") {
      add({ protocol, first: 0, last: 0 });
      continue;
    }
    const cuts = ruleSets.flatMap(({ rules }) => rules.flatMap((rule) => ruleCuts(rule, protocol, flow.to)));
    const starts = [...new Set([1, ...cuts])]
      .filter((cut) => cut >= 1 && cut <= lastPort)
      .sort((one, other) => one - other);
    for (const [index, first] of starts.entries())
      add({ protocol, first, last: (starts[index + 1] ?? lastPort + 1) - 1 });
  }
  return { open: joined(open), unsure: joined(unsure) };
}
