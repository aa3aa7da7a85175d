import { shellWord } from "../model/shell-words.ts";
import type { Rule } from "../netstack/rules.ts";
import type { OffTracking } from "../walk/gates/tracking.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { serviceFate, toService, tracking } from "./needs/service-fate.ts";

export const offTracking = defineFault({
  code: "ND343",
  title: "A rule takes the packets to the Service off connection tracking, so nothing translates them",
  at: ["service"],
  stops: "all",
  needs: { gate: tracking, attempts: ifSeen(toService), fate: serviceFate },
  check({ gate, attempts, fate }, { flow }) {
    if (gate.says === "not-known") return { cannotTell: gate.why };
    if (gate.says === "passes" || (attempts?.answered ?? 0) > 0) return;
    const { node, asked, rule, otherwise, moved } = gate.stop;
    const target = `${asked.ip}:${asked.port}`;
    const whose = flow.service ? ` (Service ${flow.service.namespace}/${flow.service.name})` : "";
    const lost = attempts === undefined ? 0 : attempts.sent - attempts.answered;
    return {
      says: `A rule on ${node} takes the packets to ${target}${whose} off connection tracking (NOTRACK): packets that are not tracked are not translated, so they go to nobody.`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${node} as the kernel does meets NOTRACK in ${whereIs(rule)}; without that rule they would go to ${otherwise.join(", ")}`,
          quote: rule.text,
        },
        ...(moved !== undefined && moved > 0
          ? [
              {
                source: "kernel" as const,
                says: `${node}: the rule's counter moved by ${moved}`,
                ...(lost > 0 && moved >= lost ? { token: true as const } : {}),
              },
            ]
          : []),
        ...fate,
      ],
      object: { kind: "Node", name: node },
      node,
      rule: rule.text,
      fix: {
        summary: `on ${node}, narrow that rule to the packets it is meant for, or take it away; kube-proxy's rules are as they should be`,
        commands: [show(gate.stop)],
        checked: false,
        caution:
          "somebody may have put it there on purpose, to spare the connection table: find out who writes it, and change it there",
      },
    };
  },
});

/** `iptables-legacy ip raw PREROUTING`. */
function whereIs({ backend, family, table, chain }: Rule): string {
  return `${backend} ${family} ${table} ${chain}`;
}

function show({ rule }: OffTracking): string {
  const { backend, family, table, chain } = rule;
  if (backend === "nft") return `nft -a list chain ${family} ${shellWord(table)} ${shellWord(chain)}`;
  const tool = `${family === "ip6" ? "ip6tables" : "iptables"}${backend === "iptables-legacy" ? "-legacy" : "-nft"}`;
  return `${tool} -t ${table} -L ${shellWord(chain)} -n -v --line-numbers`;
}
