import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { movedBy } from "../../netstack/seen/counters.ts";
import type { Rule } from "../../netstack/rules/rules.ts";
import { rpFilterOn } from "../../netstack/seen/sysctls.ts";
import { kernelCounters } from "../../probes/counters/kernel-counters.ts";
import { sysctls } from "../../probes/state/sysctls.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { describeDrop, drop } from "../needs/firewall.ts";
import { aroundProbe, onNode } from "../needs/here.ts";
import { routeBack } from "../needs/stack.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const reversePathFilter = defineFault({
  code: "ND530",
  title: "Reverse path filtering drops packets that come in another way than answers would leave",
  at: ["node-out", "node-in", "reply"],
  gate: "reverse-path",
  foretells: "stops",
  needs: {
    sysctls: onNode(sysctls),
    back: routeBack,
    drop: ifSeen(drop),
    moved: ifSeen(aroundProbe(kernelCounters)),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ sysctls, back, drop, moved, attempts, passage }, { hop, flow }) {
    if (hop.deviceIn === undefined) return;
    // A node that does not know its own pod is ND601; that its packets are then dropped here follows.
    if (hop.kind === "node-out" && flow.from.type === "pod" && back.result !== "forward") return;
    const leaves = back.result === "forward" ? back.nextHops.map(({ device }) => device) : [];
    const rule = drop && checksReversePath(drop.rule) ? drop : undefined;
    // IPv6 has no such setting: its reverse path check is a firewall rule.
    const strictness = hop.packet.family === 6 ? 0 : (rpFilterOn(sysctls, hop.deviceIn) ?? 0);
    // Strict wants the very interface, loose any route at all.
    const passes = strictness === 1 ? leaves.includes(hop.deviceIn) : strictness === 0 || leaves.length > 0;
    if (passes && !rule) return;
    const counter = moved?.find(({ key }) => key === "TcpExtIPReversePathFilter");
    const dropped = counter === undefined ? 0 : (movedBy(counter) ?? 0);
    const node = hop.node ?? "The node";
    const ways = leaves.join(", ");
    const kernel: readonly Because[] = rule
      ? [
          {
            source: (rule.moved ?? 0) > 0 ? "kernel" : "model",
            says: describeDrop(rule, hop.node),
            quote: rule.text,
          },
        ]
      : dropped > 0
        ? [{ source: "kernel", says: `the counter TcpExtIPReversePathFilter moved by ${dropped}` }]
        : [];
    const filter = rule ? "a firewall rule" : `rp_filter=${strictness}`;
    return {
      says: `${node} drops packets from ${hop.packet.source} on ${hop.deviceIn}: answers would leave by ${ways || "nowhere"}, and ${filter} forbids that.`,
      because: [
        {
          source: "model",
          says: `${rule ? "a rule compares with the way back" : `rp_filter is ${strictness} on ${hop.deviceIn}`}; the route back to ${hop.packet.source} is ${ways === "" ? "missing" : `dev ${ways}`}`,
        },
        ...kernel,
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
      device: hop.deviceIn,
      ...(rule ? { rule: rule.text } : {}),
      fix: {
        summary:
          "repair the route back, so that answers leave by the interface the packets came in on; or loosen the filter",
        commands: [
          `ip route get ${hop.packet.source}   # on ${node}`,
          ...(rule
            ? []
            : [
                `sysctl -w net.ipv4.conf.all.rp_filter=0 ${shellWord(`net.ipv4.conf.${hop.deviceIn.replaceAll(".", "/")}.rp_filter`)}=0   # on ${node}`,
              ]),
        ],
        checked: false,
      },
    };
  },
});

/** A rule that looks up the way back to the sender, as the CNI's own spoofing protection does. */
export function checksReversePath(rule: Rule | undefined): boolean {
  return (
    rule?.statements.some(
      (statement) => statement.do === "match" && statement.condition.kind === "reverse-path",
    ) ?? false
  );
}
