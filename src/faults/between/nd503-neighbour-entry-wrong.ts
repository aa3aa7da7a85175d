import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import type { WrongNeighbour } from "../../gates/next-machine.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { isBetween, pinged, thirdNodeSays, whatGoes } from "./between.ts";
import { defineFault, ifSeen, type Standpoint } from "../define-fault.ts";
import { leg, machine, pings } from "../needs/leg.ts";
import { arrived, attempts, passage, passageBefore } from "../needs/traffic.ts";

export const neighbourEntryWrong = defineFault({
  code: "ND503",
  title: "A node has the wrong MAC address for another node",
  at: ["underlay", "reply"],
  gate: "neighbour",
  foretells: "stops",
  needs: {
    leg,
    machine,
    pings: ifSeen(pings),
    arrived: ifSeen(arrived),
    passage: ifSeen(passage),
    before: ifSeen(passageBefore),
    attempts: ifSeen(attempts),
  },
  check({ leg, machine, pings = {}, arrived, passage, before, attempts }, { hop, snapshot }) {
    if (!leg || !isBetween(hop, leg) || arrived || passage?.mark === "passed") return;
    if (machine.says === "not-known") return { cannotTell: machine.why };
    if (machine.says === "passes" || !machine.stop.card) return;
    if (hop.kind === "reply" && (before?.out ?? 0) === 0) return;
    const { entry, card, sameWire } = machine.stop;
    const { sender, receiver } = leg;
    const mac = entry.mac ?? "no MAC address";
    return {
      says: `${sender} sends what is for ${receiver} (${entry.ip}) to ${mac}, but ${receiver}'s ${card.device} is ${card.mac}: ${receiver} itself is not at fault.`,
      because: [
        {
          source: "model",
          says: `the neighbour entry of ${sender} and the network card of ${receiver} differ`,
          quote: `${entry.ip} dev ${entry.device} lladdr ${mac} ${entry.state.join(",")}`,
        },
        ...(sameWire
          ? [
              {
                source: "kernel" as const,
                says: `${receiver} has ${sender}'s real card in its own table: no router and no network that answers for them stands in between`,
              },
            ]
          : []),
        ...lostOnTheWay(hop.kind === "reply", before?.out, leg),
        ...diedHere(hop, passage).map((reason): Because => ({ ...reason, source: "probe" })),
        ...pinged(sender, receiver, pings.there),
        ...thirdNodeSays(pings, leg),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: sender },
      node: sender,
      device: entry.device,
      fix: mend(machine.stop, leg, snapshot),
    };
  },
});

function lostOnTheWay(
  answers: boolean,
  left: number | undefined,
  leg: Parameters<typeof whatGoes>[0],
): Because[] {
  if (!answers || left === undefined) return [];
  return [
    { source: "probe", says: `${left} ${whatGoes(leg)} left ${leg.sender}, none came in at ${leg.receiver}` },
  ];
}

function mend(
  { entry }: WrongNeighbour,
  { sender, receiver, atSender }: Leg,
  snapshot: Standpoint["snapshot"],
) {
  const fixed = entry.state.includes("PERMANENT");
  // Some agents write such entries themselves (old releases of Cilium do): theirs are not for others to take away.
  const agent = fixed
    ? agentOn({
        node: sender,
        snapshot,
        links: atSender.links.seen ?? [],
        routes: atSender.routes.seen ?? [],
        device: entry.device,
      })
    : undefined;
  if (agent)
    return {
      summary: `the entry is fixed, so the kernel never asks again: see in the log of ${agentName(sender, agent)} whether it wrote it, and why with that MAC address`,
      commands: [
        `ip neigh show ${entry.ip} dev ${shellWord(entry.device)}   # on ${sender}`,
        ...findAgent(sender, agent),
      ],
      checked: false,
    };
  return {
    summary: fixed
      ? `on ${sender} somebody set the entry by hand, so the kernel never asks again: take it away, and find who sets it`
      : `find which machine has ${entry.mac ?? "that MAC address"}: it answers for ${entry.ip}, the address of ${receiver}`,
    commands: fixed
      ? [
          `ip neigh show ${entry.ip} dev ${shellWord(entry.device)}   # on ${sender}`,
          `ip neigh del ${entry.ip} dev ${shellWord(entry.device)}   # on ${sender}`,
        ]
      : [
          `ip neigh show ${entry.ip} dev ${shellWord(entry.device)}   # on ${sender}`,
          `arping -c 3 -I ${shellWord(entry.device)} ${entry.ip}   # on ${sender}`,
        ],
    checked: false,
  };
}
