import { defineFault, ifSeen } from "../define-fault.ts";
import { areKnown, directionOf, restartAgent, showSet } from "./drift.ts";
import { policy } from "../needs/declared.ts";
import { drop, gaps } from "../needs/firewall.ts";
import { policedFlow } from "../needs/policed.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { Direction } from "../../policy/explain/explain.ts";
import type { SetGap } from "../../journey/policies/set-gaps.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const setMemberMissing = defineFault({
  code: "ND413",
  title: "A policy's address set on a node is wrong about a pod",
  at: ["node-out", "node-in"],
  gate: "rules",
  foretells: "stops",
  needs: { policy, drop, gaps, passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, drop, gaps, passage, attempts }, { hop, flow: asked, snapshot }) {
    const flow = policedFlow(asked, hop, snapshot);
    const [first] = gaps;
    if (!drop || !first || !areKnown(drop, snapshot)) return;
    // Sent elsewhere by a rule or a route before: that one is told (ND431, ND601).
    if (drop.astray) return;
    const said = policy[directionOf(drop, policy, hop, flow)];
    if (said.verdict !== "allow") return;
    const node = hop.node ?? "the node";
    const admitting = gaps.find(({ object }) => describeRef(object) === allower(said));
    const { object } = admitting ?? first;
    const who = admitting ? `${describeRef(object)} lets` : "The policies let";
    return {
      says: `${who} the packets pass, but on ${node} ${gaps.map((gap) => wrong(gap, admitting?.object)).join(", and ")}.`,
      because: [
        { source: "model", says: `${said.direction}: ${said.sentence}` },
        {
          source: "model",
          says: `with ${gaps.map(righted).join(" and ")}, walking the rules of ${node} as the kernel does takes them past the rule that stops them`,
          quote: gaps.map(({ rule }) => rule.text).join("\n"),
        },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object,
      ...whereabouts(hop, drop),
      fix: restartAgent(
        hop.node,
        gaps.map((gap) => `${showSet(gap)}   # on ${node}`),
      ),
    };
  },
});

function allower({ allowedBy }: Direction): string | undefined {
  return allowedBy && describeRef(allowedBy.object);
}

/** @param said the policy named before. */
function wrong({ set, object, holds, member }: SetGap, said: ObjectRef | undefined): string {
  const its = said && describeRef(object) === describeRef(said);
  const whose = its ? "its rule asks" : `a rule of ${describeRef(object)} asks`;
  return `the set ${set.name} that ${whose} ${holds ? `holds ${member}, whom it must not hold` : `lacks ${member}`}`;
}

function righted({ set, holds, member }: SetGap): string {
  return `${member} ${holds ? "out of" : "in"} ${set.name}`;
}
