/** Why nobody asks the policy, in words: each kind of reason has its own repair. */
import type { Fix } from "../../model/finding.ts";
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Enforcer } from "../../netstack/enforcers/traces.ts";
import { isStopped } from "../../netstack/kernel/netns-walk.ts";
import type { FirewallView } from "../../journey/hops/firewall.ts";
import { isChainOf, means } from "../../journey/policies/policies-meant.ts";
import { rulesThatAdmit } from "../../journey/hops/rule-changes.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { askAgain, restartAgent, showChain } from "./drift.ts";
import { letThrough, type LetThrough } from "./let-through.ts";
import { policyStraight } from "../needs/declared.ts";
import { enforcers, firewall } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const policyNotInForce = defineFault({
  code: "ND415",
  title: "A policy that denies is not in force on a node",
  at: ["node-out", "node-in"],
  gate: "rules",
  foretells: "admits",
  needs: {
    policy: policyStraight,
    firewall: ifSeen(firewall),
    enforcers: ifSeen(enforcers),
    passage: ifSeen(passage),
    attempts: ifSeen(attempts),
  },
  check({ policy, firewall, enforcers, passage, attempts }, { hop, flow, snapshot }) {
    const found = letThrough(policy, firewall, passage, attempts, hop, flow);
    // One whose chain was asked is in force, whatever its chain then did.
    if (!found || found.asked.length > 0) return;
    const [object] = found.denying;
    const node = hop.node ?? "the node";
    const { why, fix } = whyNot(hop.node, found, object, snapshot, firewall, enforcers ?? []);
    return {
      says: `${describeRef(object)} denies these packets, and ${node} lets them through: ${why}.`,
      because: [...found.because],
      object,
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix,
    };
  },
});

interface Why {
  readonly why: string;
  readonly fix: Fix;
}

/** Why nothing asks the policy, and who can change that. */
function whyNot(
  node: string | undefined,
  { way, direction }: LetThrough,
  object: ObjectRef,
  snapshot: ClusterSnapshot,
  view: FirewallView | undefined,
  enforcers: readonly Enforcer[],
): Why {
  const agent = restartAgent(node, []);
  const names = enforcers.map(({ name }) => name).join(" and ");
  if (!view) return { why: "its rules could not be read, so why cannot be told", fix: agent };
  // Rules may stand in a view that was not read: then their absence is not claimed.
  const all = view.rules.unread.length === 0 ? "" : ", as far as its rules could be read";
  if (enforcers.length === 0)
    return {
      why: `nothing there enforces policies${all}: no program left rules or interfaces for them`,
      fix: {
        summary: `policies are only objects until a network plugin enforces them: install one that does, or do not rely on ${describeRef(object)}`,
        checked: false,
      },
    };
  const elsewhere = enforcers.find(({ decides }) => decides !== "rules");
  if (elsewhere)
    return {
      why:
        elsewhere.decides === "queue"
          ? `${elsewhere.name} decides in a program of its own, which rules do not show`
          : `${elsewhere.name} decides in the kernel's datapath, which rules do not show`,
      fix: agent,
    };
  const present = view.rules.rulesets.some(({ chains }) =>
    chains.some((chain) => isChainOf(chain, object, direction, snapshot)),
  );
  const [admitting] = way ? rulesThatAdmit(view, way, (name) => means(name, object)) : [];
  if (admitting) {
    const { chain, text } = admitting.rule;
    return {
      why: `a rule in ${chain} admits them before ${names} is asked: ${text}`,
      fix: {
        summary: `take that rule away where it is made, or put it behind those of ${names}`,
        commands: [`${showChain(admitting.rule, chain)}   # on ${node ?? "the node"}`],
        checked: false,
      },
    };
  }
  if (present && way && isStopped(way.walk))
    return {
      why: "other rules there, as they were read, would stop them: they may have been changed meanwhile",
      fix: askAgain(node ?? "the node"),
    };
  // A jump may ask a set that was not read.
  if (present && way?.walk.verdict === "undecided")
    return {
      why: `${names} has its rules there, and whether they are asked for this pod cannot be told from what was read`,
      fix: agent,
    };
  return {
    why: present
      ? `${names} has its rules there and does not ask them for this pod${all}`
      : `${names} has no rules of it there${all}`,
    fix: agent,
  };
}
