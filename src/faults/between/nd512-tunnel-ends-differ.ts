import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { movedBy } from "../../netstack/seen/counters.ts";
import type { Tunnel } from "../../netstack/seen/tunnels.ts";
import { links } from "../../probes/state/links.ts";
import { bystanderOf } from "../../journey/machine/bystander.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { counterpartOf, type Disagreement } from "../../gates/tunnel-ends.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { isComingIn, whatGoes } from "./between.ts";
import { defineFault, ifSeen, type Need } from "../define-fault.ts";
import { addressesThere } from "../../journey/way/leg.ts";
import { countedThere, endsFit, leg } from "../needs/leg.ts";
import { attempts, passage } from "../needs/traffic.ts";

/** The same tunnel of a third node: of two that differ, it tells which one is like the rest. */
const likeTheRest: Need<{ readonly node: string; readonly tunnel: Tunnel } | undefined> = {
  name: "tunnel of a third node",
  take({ flow, snapshot, evidence, hop, path }) {
    const node = bystanderOf(flow, snapshot);
    const here = leg.take({ flow, snapshot, evidence, hop, path }).seen?.tunnel.seen?.tunnel;
    const seen = node === undefined ? undefined : evidence.see(links, nodePlace(node)).seen;
    const tunnel = here && counterpartOf(here, seen ?? []);
    return { seen: node === undefined || !tunnel ? undefined : { node, tunnel } };
  },
};

export const tunnelEndsDiffer = defineFault({
  code: "ND512",
  title: "The two ends of the tunnel do not fit together",
  at: ["node-in", "reply"],
  gate: "tunnel-end",
  foretells: "stops",
  needs: {
    leg,
    endsFit,
    third: ifSeen(likeTheRest),
    counted: ifSeen(countedThere),
    passage: ifSeen(passage),
    attempts: ifSeen(attempts),
  },
  check({ leg, endsFit, third, counted, passage, attempts }, { hop, snapshot }) {
    if (!leg || !isComingIn(hop, leg)) return;
    const end = leg.tunnel.seen;
    const remote = end?.remote;
    if (remote === undefined || !addressesThere(leg, snapshot).includes(remote)) return;
    // Packets seen out of the other end's tunnel speak for themselves.
    if (passage?.mark === "passed" || (passage?.unwrapped ?? 0) > 0) return;
    // What never comes here dies of something before.
    if (passage?.in === 0) return;
    if (endsFit.says === "not-known")
      return { cannotTell: `the tunnel of ${leg.receiver} was not read: ${endsFit.why}` };
    if (endsFit.says === "passes" || endsFit.stop.what === "mac") return;
    const odd = oddOne(endsFit.stop, third?.tunnel, leg);
    const { here } = endsFit.stop;
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
      says: `${inWords(endsFit.stop, leg)}: ${leg.receiver} throws ${whatGoes(leg)} that reach it away.`,
      because: [
        { source: "model", says: "both ends were read", quote: bothEnds(endsFit.stop, leg) },
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
      device: "there" in endsFit.stop ? endsFit.stop.there.device : here.device,
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

function inWords(by: Exclude<Disagreement, { what: "mac" }>, { sender, receiver }: Leg): string {
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

function bothEnds(by: Exclude<Disagreement, { what: "mac" }>, { sender, receiver }: Leg): string {
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

/** The end that differs from a third node; where no third one was read, nobody can tell. */
function oddOne(by: Disagreement, rest: Tunnel | undefined, { sender, receiver }: Leg): string | undefined {
  // An end that is not there is the one to mend, whatever others have.
  if (by.what === "missing" || by.what === "down") return receiver;
  if (!rest || by.what === "mac") return undefined;
  const value = (tunnel: Tunnel): number | undefined => (by.what === "port" ? tunnel.port : tunnel.id);
  if (value(rest) === value(by.here)) return receiver;
  return value(rest) === value(by.there) ? sender : undefined;
}
