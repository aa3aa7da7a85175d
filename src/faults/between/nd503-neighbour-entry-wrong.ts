import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { wrongMachineGate, type WrongMachine } from "../../gates/next-machine.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { pinged, thirdNodeSays, whatGoes } from "./between.ts";
import { defineStop, gateOf, type Standpoint } from "../define-fault.ts";
import { pings } from "../needs/leg.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const neighbourEntryWrong = defineStop({
  code: "ND503",
  title: "A node has the wrong MAC address for another node",
  at: ["underlay", "reply"],
  gate: "neighbour",
  foretells: "stops",
  stop: gateOf("neighbour entry of the other node", wrongMachineGate),
  tells: { pings, attempts, passage },
  name(stop, { pings = {}, attempts, passage }, { hop, snapshot }) {
    const { leg, entry, card, sameWire, left } = stop;
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
        ...(left === undefined
          ? []
          : [
              {
                source: "probe" as const,
                says: `${left} ${whatGoes(leg)} left ${sender}, none came in at ${receiver}`,
              },
            ]),
        ...diedHere(hop, passage).map((reason): Because => ({ ...reason, source: "probe" })),
        ...pinged(sender, receiver, pings.there),
        ...thirdNodeSays(pings, leg),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: sender },
      node: sender,
      device: entry.device,
      fix: mend(stop, snapshot),
    };
  },
});

function mend(
  { entry, leg: { sender, receiver, atSender } }: WrongMachine,
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
