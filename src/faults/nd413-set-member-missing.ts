import { defineFault, ifSeen } from "./define-fault.ts";
import { directionOf, gapBehind, restartAgent, showSet, wereRead } from "./drift.ts";
import { policy } from "./needs/declared.ts";
import { drop, gaps } from "./needs/firewall.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { describeRef } from "../model/kubernetes.ts";
import { refOf } from "../walk/policies-meant.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const setMemberMissing = defineFault({
  code: "ND413",
  title: "A policy's address set on a node is wrong about a pod",
  at: ["node-out", "node-in"],
  stops: "all",
  needs: { policy, drop, gaps, passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, drop, gaps, passage, attempts }, { hop, flow, snapshot }) {
    if (!drop || !wereRead(drop, snapshot)) return;
    const direction = directionOf(drop, policy, hop, flow);
    const said = policy[direction];
    if (said.verdict !== "allow") return;
    const gap = gapBehind(gaps, direction, flow, snapshot);
    const object = gap?.meant ? refOf(gap.meant, snapshot) : said.allowedBy?.object;
    if (!gap || !object) return;
    const node = hop.node ?? "the node";
    const holds = gap.holds ? `holds ${gap.member}, whom it must not hold` : `lacks ${gap.member}`;
    return {
      says: `${describeRef(object)} lets the packets pass, but on ${node} the set ${gap.set.name} that its rule asks ${holds}.`,
      because: [
        { source: "model", says: `${direction}: ${said.sentence}` },
        {
          source: "model",
          says: `with ${gap.member} ${gap.holds ? "out of" : "in"} the set, walking the rules of ${node} as the kernel does lets them pass`,
          quote: gap.rule.text,
        },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object,
      ...whereabouts(hop, drop),
      fix: restartAgent(hop.node, [`${showSet(gap)}   # on ${node}`]),
    };
  },
});
