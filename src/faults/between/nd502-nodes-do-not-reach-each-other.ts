import { everythingLost } from "../../gates/lost-between.ts";
import type { NodePings } from "../../journey/packets/node-pings.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { lostReasons, nobodyAccused } from "./lost-between.ts";
import { attempts } from "../needs/traffic.ts";

export const nodesDoNotReachEachOther = defineStop({
  code: "ND502",
  title: "Nothing gets through between two nodes that are both up",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "loses",
  stop: gateOf("everything between the nodes", everythingLost),
  tells: { attempts },
  name(stop, { attempts }, { hop }) {
    const { leg, pings, silent } = stop;
    const { sender, receiver } = leg;
    return nobodyAccused(
      `Nothing from ${sender} comes to ${receiver}, though both are up${onlyThese(pings)}: what lies between them is at fault.`,
      [
        { source: "model", says: `${receiver} was looked at: it is up, and so is its network card` },
        ...(silent
          ? [
              {
                source: "kernel" as const,
                says: `${sender} asks on ${silent.device} who has ${silent.ip}, and nobody answers`,
              },
            ]
          : []),
        ...lostReasons(stop, hop),
        ...failedAttempts(attempts),
      ],
      {
        summary: `look at what connects ${sender} and ${receiver}: switch ports, VLAN, security group, virtual network`,
        commands: [`tcpdump -nni any arp or icmp   # on both nodes, while one pings the other`],
        checked: false,
      },
    );
  },
});

function onlyThese({ third }: NodePings): string {
  if (!third?.receiver || !third.sender) return "";
  const reached = third.receiver.received > 0;
  if (reached && third.sender.received > 0) return ` and ${third.node} reaches each of them`;
  return reached ? "" : `; ${third.node} does not reach it either`;
}
