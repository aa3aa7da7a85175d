import { nodeOf } from "../model/endpoint.ts";
import type { Because } from "../model/finding.ts";
import { diedHere, failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { nodeObject, nodePing, addressesOfNode } from "./needs/between.ts";
import { endsAt } from "./needs/direction.ts";
import { tunnelEnd } from "./needs/stack.ts";
import { arrived, attempts, passage, passageBefore } from "./needs/traffic.ts";

export const tunnelPacketsLost = defineFault({
  code: "ND510",
  title: "Tunnel packets do not get from node to node",
  at: ["underlay", "reply"],
  stops: "all",
  needs: {
    tunnel: tunnelEnd,
    ping: ifSeen(nodePing),
    attempts: ifSeen(attempts),
    passage,
    before: ifSeen(passageBefore),
    arrived: ifSeen(arrived),
  },
  check({ tunnel, ping, attempts, passage, before, arrived }, { hop, flow, snapshot }) {
    const { sender, receiver } = endsAt(hop, flow);
    const from = nodeOf(sender) ?? "the sender's node";
    const target = nodeOf(receiver);
    if (!tunnel?.remote || target === undefined || passage.mark !== "stopped" || arrived) return;
    // Answers have no hop between the nodes: they are missed where they should come in.
    if (hop.kind === "reply" && (hop.node !== target || passage.in !== 0)) return;
    // Sent to another machine than the receiver's node: that is ND511.
    if (!addressesOfNode(nodeObject(receiver, snapshot)).includes(tunnel.remote)) return;
    // Nothing at all gets through: that is ND501.
    if (ping?.received === 0) return;
    const { encapsulation, port } = tunnel.tunnel;
    const name = `${encapsulation.toUpperCase()} packets${port === undefined ? "" : ` (UDP ${port})`}`;
    const what = hop.kind === "reply" ? `${name} with the answers` : name;
    const kernel: readonly Because[] =
      hop.kind === "reply"
        ? [{ source: "kernel", says: `${before?.out ?? 0} answers left ${from}, 0 came in at ${target}` }]
        : diedHere(hop, passage);
    return {
      says: `${what} leave ${from} and never arrive at ${target}.`,
      because: [
        { source: "model", says: `${tunnel.from ?? "the tunnel"} is the right address of ${target}` },
        ...kernel,
        ...(ping && ping.received > 0
          ? [
              {
                source: "probe" as const,
                says: `plain pings between the nodes pass (${ping.received} of ${ping.sent})`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: target },
      node: from,
      ...(hop.kind === "reply" || hop.deviceOut === undefined ? {} : { device: hop.deviceOut }),
      fix: {
        summary: `let ${port === undefined ? encapsulation.toUpperCase() : `UDP ${port}`} pass between the nodes, both ways: a security group, a firewall or a switch in between drops it`,
        commands: [
          `tcpdump -nni any ${port === undefined ? "" : `udp port ${port} and `}host ${tunnel.remote}   # on both nodes`,
        ],
        checked: false,
      },
    };
  },
});
