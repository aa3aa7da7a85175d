import { serviceRuleGate } from "../../gates/service-rule.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { toService } from "../needs/service-fate.ts";
import { attempts } from "../needs/traffic.ts";
import { describeRule, showRule } from "./show-rule.ts";

export const serviceAddressStopped = defineStop({
  code: "ND434",
  title: "A firewall rule on a node stops connections to the Service's address",
  at: ["service"],
  gate: "rules",
  foretells: "stops",
  stop: gateOf("rules for the Service's address", serviceRuleGate),
  tells: { sent: toService, straight: attempts },
  name({ node, address, rule, moved = 0 }, { sent, straight }) {
    return {
      says: `A firewall rule on ${node} stops connections to ${address}, which would pass straight to an endpoint: ${rule.text}`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${node} as the kernel does, connections to ${address} end in ${describeRule(rule)}, and those to the endpoint itself pass`,
          quote: rule.text,
        },
        ...(moved > 0
          ? [
              {
                source: "kernel" as const,
                says: `${node}: the rule's counter moved by ${moved}`,
                ...(sent && moved >= sent.sent ? { token: true as const } : {}),
              },
            ]
          : []),
        ...failedAttempts(sent),
        ...(straight && straight.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `straight to the endpoint ${straight.answered} of ${straight.sent} were answered`,
              },
            ]
          : []),
      ],
      object: { kind: "Node", name: node },
      node,
      rule: rule.text,
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
