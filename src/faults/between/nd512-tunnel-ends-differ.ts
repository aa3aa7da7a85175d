import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { movedBy } from "../../netstack/seen/counters.ts";
import type { Tunnel } from "../../netstack/seen/tunnels.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { endsDifferGate, type EndsDiffer } from "../../gates/tunnel-ends.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { whatGoes } from "./between.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { countedThere } from "../needs/leg.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const tunnelEndsDiffer = defineStop({
  code: "ND512",
  title: "The two ends of the tunnel do not fit together",
  at: ["node-in", "reply"],
  gate: "tunnel-end",
  foretells: "stops",
  stop: gateOf("both ends of the tunnel", endsDifferGate),
  tells: { counted: countedThere, passage, attempts },
  name({ leg, by, third, odd }, { counted, passage, attempts }, { snapshot }) {
    const { here } = by;
    const noPorts = counted?.find(({ key }) => key === (leg.family === 6 ? "Udp6NoPorts" : "UdpNoPorts"));
    const refused = noPorts === undefined ? 0 : (movedBy(noPorts) ?? 0);
    const entered = passage?.in ?? 0;
    const agent = agentOn({
      node: leg.receiver,
      snapshot,
      links: leg.atReceiver.links.seen ?? [],
      routes: leg.atReceiver.routes.seen ?? [],
      device: here.device,
    });
    return {
      says: `${inWords(by, leg)}: ${leg.receiver} throws ${whatGoes(leg)} that reach it away.`,
      because: [
        { source: "model", says: "both ends were read", quote: bothEnds(by, leg) },
        ...(third
          ? [
              {
                source: "model" as const,
                says: `${third.node}, a third node, has ${describe(third.tunnel)}`,
              },
            ]
          : []),
        ...(refused > 0 && refused >= entered && here.port !== undefined
          ? [
              {
                source: "kernel" as const,
                says: `${leg.receiver} counted ${refused} datagrams for a port where nobody listens (UdpNoPorts)`,
                token: true as const,
              },
            ]
          : []),
        ...(entered > 0 ? [arrival(entered, leg, here)] : []),
        ...failedAttempts(attempts),
      ],
      ...(odd === undefined ? {} : { object: { kind: "Node", name: odd } }),
      node: odd ?? leg.receiver,
      device: "there" in by ? by.there.device : here.device,
      fix: {
        summary:
          odd === undefined
            ? `make both ends alike: see what ${agentName(leg.sender, agent)} and on ${leg.receiver} are told, and which of them did not follow`
            : `${agentName(odd, agent)} makes this interface: see why ${odd} has another one than the rest, and let the agent make it again`,
        commands: [
          `ip -d link show ${shellWord(here.device)}   # on ${leg.sender} and on ${leg.receiver}`,
          ...findAgent(odd ?? leg.receiver, agent),
        ],
        checked: false,
      },
    };
  },
});

function arrival(entered: number, { receiver }: Leg, here: Tunnel): Because {
  return {
    source: "probe",
    says: `${entered} tunnel packets did come in at ${receiver}${here.port === undefined ? "" : ` (UDP ${here.port})`}, 0 were unwrapped`,
  };
}

function inWords(by: EndsDiffer["by"], { sender, receiver }: Leg): string {
  const kind = by.here.encapsulation.toUpperCase();
  switch (by.what) {
    case "port":
      return `${sender} sends ${kind} to UDP ${by.here.port ?? "?"}, ${receiver} takes it on UDP ${by.there.port ?? "?"}`;
    case "id":
      return `${sender} sends ${kind} with network number ${by.here.id ?? "?"}, ${receiver} takes ${by.there.id ?? "?"}`;
    case "missing":
      return `${sender} sends ${kind}, ${receiver} has no ${kind} interface`;
    case "down":
      return `${sender} sends ${kind}, ${receiver}'s ${by.there.device} is down`;
  }
}

function bothEnds(by: EndsDiffer["by"], { sender, receiver }: Leg): string {
  const there = by.what === "missing" ? "none" : describe(by.there) + (by.what === "down" ? " (down)" : "");
  return `${sender}: ${describe(by.here)}; ${receiver}: ${there}`;
}

function describe({ device, encapsulation, id, port }: Tunnel): string {
  return [
    `${device} ${encapsulation}`,
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(port === undefined ? [] : [`dstport ${port}`]),
  ].join(" ");
}
