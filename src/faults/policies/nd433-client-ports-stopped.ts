import { clientPortsGate } from "../../gates/client-ports.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";
import { describeRule, showRule } from "./show-rule.ts";

export const clientPortsStopped = defineStop({
  code: "ND433",
  title: "A firewall rule on a node stops connections from some of the client's ports",
  at: ["node-out", "node-in", "reply"],
  gate: "rules",
  foretells: "stops-some",
  stop: gateOf("rules for the client's ports", clientPortsGate),
  tells: { attempts },
  name({ node, rule, stopped, tried, range, answers }, { attempts }, { hop }) {
    const share = stopped === tried ? "all" : `${Math.round((100 * stopped) / tried)} %`;
    return {
      says: `A firewall rule on ${node} stops ${answers ? "answers to" : "connections from"} ${share} of the ports that a program of the source gets (${range.from}-${range.to}): ${rule.text}`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${node} as the kernel does for ${tried} ports of that range, ${stopped} end in ${describeRule(rule)}`,
          quote: rule.text,
        },
        ...(attempts && attempts.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `packets from other ports pass: ${attempts.answered} of ${attempts.sent} from ports outside that range were answered`,
              },
            ]
          : []),
      ],
      object: { kind: "Node", name: node },
      node,
      rule: rule.text,
      ...(hop.deviceIn === undefined ? {} : { device: hop.deviceIn }),
      fix: {
        summary: `on ${node}, allow this traffic before that rule, or take the rule away`,
        commands: [showRule(rule)],
        checked: false,
        caution:
          "somebody may have put it there on purpose; netdiag changes no rules. A firewall manager (firewalld, ufw, cloud-init) writes it again: change it there",
      },
    };
  },
});
