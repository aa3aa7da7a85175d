import { nodeOf } from "../model/endpoint.ts";
import { diedHere, failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { nodeObject, nodePing, addressesOfNode } from "./needs/between.ts";
import { tunnelEnd } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const tunnelPacketsLost = defineFault({
  code: "ND510",
  title: "Tunnel packets do not get from node to node",
  at: ["underlay"],
  stops: "all",
  needs: { tunnel: tunnelEnd, ping: ifSeen(nodePing), attempts: ifSeen(attempts), passage },
  check({ tunnel, ping, attempts, passage }, { hop, flow, snapshot }) {
    const target = nodeOf(flow.to);
    if (!tunnel?.remote || target === undefined || passage.mark !== "stopped") return;
    // Sent to another machine than the target's node: that is ND511.
    if (!addressesOfNode(nodeObject(flow.to, snapshot)).includes(tunnel.remote)) return;
    // Nothing at all gets through: that is ND501.
    if (ping?.received === 0) return;
    const { encapsulation, port } = tunnel.tunnel;
    const what = `${encapsulation.toUpperCase()} packets${port === undefined ? "" : ` (UDP ${port})`}`;
    return {
      says: `${what} leave ${hop.node ?? "the source's node"} and never arrive at ${target}.`,
      because: [
        { source: "model", says: `${tunnel.from ?? "the tunnel"} is the right address of ${target}` },
        ...diedHere(hop, passage),
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
      ...(hop.node === undefined ? {} : { node: hop.node }),
      ...(hop.deviceOut === undefined ? {} : { device: hop.deviceOut }),
      fix: {
        summary: `let ${port === undefined ? encapsulation.toUpperCase() : `UDP ${port}`} pass between the nodes: a security group, a firewall or a switch in between drops it`,
        commands: [
          `tcpdump -nni any ${port === undefined ? "" : `udp port ${port} and `}host ${tunnel.remote}   # on both nodes`,
        ],
        checked: false,
      },
    };
  },
});
