/** What passes between a pod and a hostNetwork pod of its own node, where policies are not asked as elsewhere. */
import { ruleSetsFor, type PolicyModel } from "../compile.ts";
import { asItSends } from "../match/client-tls.ts";
import { isOwnNode, type End } from "../match/ends.ts";
import type { DirectionName } from "../normal-form.ts";
import { settle, undecidedFor } from "../verdict/evaluate.ts";
import { exemption } from "../verdict/exempt.ts";
import { oneWay } from "./one-way.ts";
import { both, type Reach } from "./reach.ts";
import { isUnreadFor, type Unread } from "../unread.ts";

/** The pod as if it ran on the other's node. */
function placed(pod: End, host: End): End {
  return {
    ...pod,
    nodeName: host.nodeName,
    nodeIps: new Set([...host.nodeIps, ...(host.ip === undefined ? [] : [host.ip])]),
  };
}

/** @param pods one of the two is a pod with a network of its own, the other uses its node's. */
export function onOwnNode(
  model: PolicyModel,
  pods: { readonly from: End; readonly to: End },
  unread: Unread,
): Reach {
  const to = pods.to.onHost ? pods.to : placed(pods.to, pods.from);
  const from = pods.from.onHost ? pods.from : asItSends(placed(pods.from, pods.to), to);
  const exempt = exemption(from, to, false);
  const inDirection = (direction: DirectionName): Reach => {
    const subject = direction === "ingress" ? to : from;
    const ruleSets = ruleSetsFor(model, subject, direction);
    const isPastNetwork = direction === "ingress" && isOwnNode(to, from);
    const asked = isPastNetwork ? ruleSets.filter(({ tier }) => tier.layer !== undefined) : ruleSets;
    const undecided = undecidedFor(model, subject).length > 0;
    // Where the network's policies are not asked, those that could not be read are not either.
    const doubted = isUnreadFor(unread, subject) && (exempt === undefined || exempt.unless !== undefined);
    return oneWay(asked, { direction, from, to }, ({ verdict, by }) =>
      settle(doubted && verdict === "allow" ? "undecidable" : verdict, exempt, undecided, by),
    );
  };
  return both(inDirection("egress"), inDirection("ingress"));
}
