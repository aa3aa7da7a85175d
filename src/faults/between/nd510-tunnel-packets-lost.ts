import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { lostBetween, lostReasons, nobodyAccused } from "./lost-between.ts";
import { addressesThere } from "../../journey/way/leg.ts";
import { bothRead, leg, losses, pings } from "../needs/leg.ts";
import { arrived, attempts, passage, passageBefore } from "../needs/traffic.ts";

export const tunnelPacketsLost = defineFault({
  code: "ND510",
  title: "Tunnel packets are lost between the nodes",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "loses",
  needs: {
    leg,
    both: bothRead,
    pings,
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
    before: ifSeen(passageBefore),
    losses: ifSeen(losses),
    arrived: ifSeen(arrived),
  },
  check({ leg, pings, attempts, passage, losses, before, arrived }, { hop, snapshot }) {
    const end = leg?.tunnel.seen;
    if (!leg || end?.remote === undefined || arrived) return;
    const lost = lostBetween(hop, leg, passage, before, losses);
    if (lost === undefined || lost === 0) return;
    // Sent to another machine than the receiver's node they would not come in there.
    if (!addressesThere(leg, snapshot).includes(end.remote)) return;
    // Without a ping nobody knows whether these packets alone are lost.
    if (!pings.there) return { cannotTell: "whether plain pings get through between the nodes was not seen" };
    // Where pings are lost as well, it is not the tunnel's packets alone.
    if (pings.there.received === 0) return;
    const { sender, receiver } = leg;
    const { encapsulation, port } = end.tunnel;
    const kind = encapsulation.toUpperCase();
    const name = `${kind} packets${port === undefined ? "" : ` (UDP ${port})`}${leg.answers ? " with the answers" : ""}`;
    return nobodyAccused(
      `${name} are lost between ${sender} and ${receiver}: they leave the one and do not arrive at the other.`,
      [
        {
          source: "model",
          says: `they are sent to the right address: ${end.from ?? end.remote}, which ${receiver} has`,
        },
        ...lostReasons(lost, hop, leg, pings),
        ...failedAttempts(attempts),
      ],
      {
        summary: `let ${port === undefined ? kind : `UDP ${port}`} pass between the nodes, both ways: a security group, a firewall or a switch in between drops it`,
        commands: [
          `tcpdump -nni any ${port === undefined ? "" : `udp port ${port} and `}host ${end.remote}   # on both nodes`,
        ],
        checked: false,
      },
    );
  },
});
