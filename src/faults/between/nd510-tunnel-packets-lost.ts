import { tunnelPacketsLost } from "../../gates/lost-between.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { lostReasons, nobodyAccused } from "./lost-between.ts";
import { attempts } from "../needs/traffic.ts";

export const tunnelLosesPackets = defineStop({
  code: "ND510",
  title: "Tunnel packets are lost between the nodes",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "loses",
  stop: gateOf("the tunnel's packets between the nodes", tunnelPacketsLost),
  tells: { attempts },
  name(stop, { attempts }, { hop }) {
    const { leg, end, remote } = stop;
    const { sender, receiver } = leg;
    const { encapsulation, port } = end.tunnel;
    const kind = encapsulation.toUpperCase();
    const name = `${kind} packets${port === undefined ? "" : ` (UDP ${port})`}${leg.answers ? " with the answers" : ""}`;
    return nobodyAccused(
      `${name} are lost between ${sender} and ${receiver}: they leave the one and do not arrive at the other.`,
      [
        {
          source: "model",
          says: `they are sent to the right address: ${end.from ?? remote}, which ${receiver} has`,
        },
        ...lostReasons(stop, hop),
        ...failedAttempts(attempts),
      ],
      {
        summary: `let ${port === undefined ? kind : `UDP ${port}`} pass between the nodes, both ways: a security group, a firewall or a switch in between drops it`,
        commands: [
          `tcpdump -nni any ${port === undefined ? "" : `udp port ${port} and `}host ${remote}   # on both nodes`,
        ],
        checked: false,
      },
    );
  },
});
