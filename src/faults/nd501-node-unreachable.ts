import { nodeOf } from "../model/endpoint.ts";
import { diedHere, failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { nodeObject, nodePing } from "./needs/between.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const nodeUnreachable = defineFault({
  code: "ND501",
  title: "The target's node does not answer",
  at: ["underlay"],
  stops: "all",
  needs: { ping: nodePing, attempts: ifSeen(attempts), passage: ifSeen(passage) },
  check({ ping, attempts, passage }, { hop, flow, snapshot }) {
    const target = nodeOf(flow.to);
    if (!ping || target === undefined) return;
    if (ping.received > 0) return;
    const ready = nodeObject(flow.to, snapshot)?.status?.conditions?.find(({ type }) => type === "Ready");
    const notReady = ready !== undefined && ready.status !== "True";
    // A ping alone may be filtered: packets that were seen to arrive prove the node is there.
    if (passage?.mark === "passed") return;
    // What keeps the packets from leaving the source's node keeps the pings from it as well.
    if (passage?.in === 0 && !notReady)
      return { cannotTell: `no packet got as far as the network between the nodes` };
    const lost = ping.notSent?.says ?? ping.errors[0]?.says ?? "no answer";
    return {
      says: notReady
        ? `${target} is not ready (${ready.reason ?? ready.status}) and does not answer ${nodeOf(flow.from) ?? "the source's node"}.`
        : `${target} does not answer ${nodeOf(flow.from) ?? "the source's node"}: nothing gets through between the nodes.`,
      because: [
        { source: "probe", says: `0 of ${ping.sent} pings from node to node answered: ${lost}` },
        ...(notReady
          ? [
              {
                source: "model" as const,
                says: `Node ${target} Ready=${ready.status}${ready.message === undefined ? "" : `: ${ready.message}`}`,
              },
            ]
          : []),
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: target },
      node: target,
      fix: {
        summary: `bring ${target} back, or move its pods: see whether the machine, its network link or its kubelet is down`,
        commands: [`kubectl describe node ${target}`, `kubectl drain ${target} --ignore-daemonsets`],
        checked: false,
      },
    };
  },
});
