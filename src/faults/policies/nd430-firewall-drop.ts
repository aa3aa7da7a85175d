import { ruleWords, shellWord } from "../../model/shell-words.ts";
import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { declaredService } from "../../journey/services/declared.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { iptablesOf, showChain, showRule } from "./show-rule.ts";
import { policy } from "../needs/declared.ts";
import { drop } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { checksReversePath } from "../../gates/reverse-path.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

const what = {
  inner: "the packets",
  wrapped: "the tunnel's packets between the nodes",
  reply: "the answers",
} as const;

export const firewallDrop = defineFault({
  code: "ND430",
  title: "A firewall rule on a node stops the packets",
  at: ["node-out", "tunnel", "node-in", "reply"],
  gate: "rules",
  foretells: "stops",
  needs: { drop, policy: ifSeen(policy), passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ drop, policy, passage, attempts }, { hop, flow, snapshot }) {
    // Rules made of policies are ND410, ND411 and ND420.
    if (!drop || drop.behind.because !== "none") return;
    // Sent elsewhere by a rule or a route before: that one is told (ND431, ND601).
    if (drop.astray) return;
    // A rule that compares with the way back speaks of routes: ND530.
    if (checksReversePath(drop.rule)) return;
    // Refusing a Service without endpoints is how kube-proxy says so: the Service is the fault.
    if (drop.how === "reject" && flow.to.type === "external" && flow.service) return;
    if (refusesForTheService(drop, flow, snapshot)) return;
    const denied = policy?.verdict === "deny" && drop.packet === "inner" && !drop.walked;
    if (denied) return;
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

/** Of a NodePort: where its Service has no endpoint for the node, the rule of the proxy says so. */
function refusesForTheService({ where }: Drop, flow: Flow, snapshot: ClusterSnapshot): boolean {
  if (!entersAtNode(flow) || !/kube/i.test(where)) return false;
  const service = declaredService(flow, snapshot);
  if (!service) return false;
  const near = service.service.spec.externalTrafficPolicy === "Local";
  return service.ready.every(({ node }) => near && node !== flow.asked?.address?.node);
}

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
