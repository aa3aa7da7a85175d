import { ruleWords, shellWord } from "../../model/shell-words.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import { foreignRuleGate } from "../../gates/policy-rules.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { iptablesOf, showChain, showRule } from "./show-rule.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

const what = {
  inner: "the packets",
  wrapped: "the tunnel's packets between the nodes",
  reply: "the answers",
} as const;

export const firewallDrop = defineStop({
  code: "ND430",
  title: "A firewall rule on a node stops the packets",
  at: ["node-out", "tunnel", "node-in", "reply"],
  gate: "rules",
  foretells: "stops",
  stop: gateOf("firewall rules", foreignRuleGate),
  tells: { passage, attempts },
  name(drop, { passage, attempts }, { hop }) {
    const verb = { drop: "drops", reject: "rejects", queue: "hands to a program" }[drop.how];
    return {
      says: `A firewall rule on ${hop.node ?? "a node"} ${verb} ${what[drop.packet]}: ${drop.text}`,
      because: [
        {
          source: "model",
          says: drop.walked
            ? `walking the rules of ${hop.node ?? "the node"} as the kernel does ends in ${drop.where}`
            : `the rules of ${hop.node ?? "the node"} may end in ${drop.where}`,
          quote: drop.text,
        },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node } }),
      ...whereabouts(hop, drop),
      fix: {
        summary: drop.rule
          ? `on ${hop.node ?? "the node"}, allow this traffic before that rule, or take the rule away`
          : `on ${hop.node ?? "the node"}, allow this traffic by a rule in that chain: its policy is for packets that no rule speaks of`,
        commands: show(drop),
        checked: false,
        caution:
          "somebody may have put it there on purpose; netdiag changes no rules. A firewall manager (firewalld, ufw, cloud-init) writes it again: change it there",
      },
    };
  },
});

/** Where no rule but the policy of a chain ends the way, the chain is shown: a policy opened for one flow opens the node for all. */
function show({ rule, chain, backend }: Drop): string[] {
  if (!rule) return chain ? [showChain(chain)] : [];
  if (backend === "nft")
    return [
      showRule(rule),
      ...(rule.handle === undefined
        ? []
        : [
            `nft delete rule ${rule.family} ${shellWord(rule.table)} ${shellWord(rule.chain)} handle ${rule.handle}`,
          ]),
    ];
  return [
    showRule(rule),
    `${iptablesOf(rule)} -t ${rule.table} ${ruleWords(rule.text).replace(/^-A/, "-D")}`,
  ];
}
