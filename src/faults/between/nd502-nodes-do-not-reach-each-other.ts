import type { Echoes } from "../../probes/senders/icmp-echo.ts";
import { failedAttempts } from "../because.ts";
import { isBetween, pinged, thirdNodeSays } from "./between.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { lostBetween, lostReasons, nobodyAccused } from "./lost-between.ts";
import { silentNextHop } from "../needs/between.ts";
import { bothRead, leg, losses, pings, type Pings } from "../needs/leg.ts";
import { arrived, attempts, passage, passageBefore } from "../needs/traffic.ts";

export const nodesDoNotReachEachOther = defineFault({
  code: "ND502",
  title: "Nothing gets through between two nodes that are both up",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "loses",
  needs: {
    leg,
    both: bothRead,
    pings,
    silent: ifSeen(silentNextHop),
    arrived: ifSeen(arrived),
    passage: ifSeen(passage),
    before: ifSeen(passageBefore),
    losses: ifSeen(losses),
    attempts: ifSeen(attempts),
  },
  check({ leg, pings, silent, arrived, passage, losses, before, attempts }, { hop }) {
    if (!leg || !isBetween(hop, leg) || arrived || passage?.mark === "passed") return;
    // Answers that nobody sent are not missed.
    if (leg.answers && (before?.out ?? 0) === 0) return;
    if (!pings.there || pings.there.received > 0) return;
    // Where a third node gets through now and then, packets are lost, and chance may have taken all of these.
    const { third } = pings;
    if ([pings.back, third?.receiver, third?.sender].some(isPart))
      return { cannotTell: "other pings of these nodes come through in part: packets are lost there" };
    const { sender, receiver } = leg;
    const lost = lostBetween(hop, leg, passage, before, losses);
    if (lost === undefined && !silent) return;
    const up = `${receiver} was looked at: it is up, and so is its network card`;
    return nobodyAccused(
      `Nothing from ${sender} comes to ${receiver}, though both are up${onlyThese(pings)}: what lies between them is at fault.`,
      [
        { source: "model", says: up },
        ...(silent
          ? [
              {
                source: "kernel" as const,
                says: `${sender} asks on ${silent.device} who has ${silent.ip}, and nobody answers`,
              },
            ]
          : []),
        ...(lost === undefined
          ? [...pinged(sender, receiver, pings.there), ...thirdNodeSays(pings, leg)]
          : lostReasons(lost, hop, leg, pings)),
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

function isPart(echoes: Echoes | undefined): boolean {
  return echoes !== undefined && echoes.received > 0 && echoes.received < echoes.sent;
}

function onlyThese({ third }: Pings): string {
  if (!third?.receiver || !third.sender) return "";
  const reached = third.receiver.received > 0;
  if (reached && third.sender.received > 0) return ` and ${third.node} reaches each of them`;
  return reached ? "" : `; ${third.node} does not reach it either`;
}
