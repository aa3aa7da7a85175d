import type { Because } from "../../model/finding.ts";
import { isRunning } from "../../netstack/seen/links.ts";
import type { Flow } from "../../model/flow.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { bigPing, type Compared } from "../../gates/loss-groups.ts";
import { partLostGate, type Carried, type Losses } from "../../gates/losses.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { nobodyAccused } from "./lost-between.ts";
import { uplinks } from "../needs/between.ts";
import { lossesByKind } from "../needs/leg.ts";
import { attempts } from "../needs/traffic.ts";

export const partIsLost = defineStop({
  code: "ND505",
  title: "Part of the packets is lost between the nodes",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "stops-some",
  stop: gateOf("packets counted at both nodes", partLostGate),
  tells: { kinds: lossesByKind, uplinks, attempts },
  name({ leg, way, lost, lostBack }, { kinds = {}, uplinks = [], attempts }, { flow }) {
    const { sender, receiver } = leg;
    const tunnel = leg.tunnel.seen?.tunnel;
    const onlyPort = kinds.port?.tells === "first-more" ? ` for ${flow.protocol} ${flow.port}` : "";
    const kind = `${tunnel ? `${tunnel.encapsulation.toUpperCase()} packets` : "packets"}${onlyPort}`;
    const inTunnel = tunnel ? `, in the tunnel${besideIsFine(way) ? " and not beside it" : ""}` : "";
    return nobodyAccused(
      `${share(lost)} of the ${kind} from ${sender} to ${receiver}${lostBack ? `, and ${share(lostBack)} of those back,` : ""} are lost between ${sender} and ${receiver}${inTunnel}: connections stall or fail now and then.`,
      [
        ...(uplinks.length === 2 && uplinks.every(({ link }) => isRunning(link))
          ? [{ source: "model" as const, says: `the network cards of ${sender} and ${receiver} are up` }]
          : []),
        counted(sender, receiver, lost, kind),
        ...(lostBack ? [counted(receiver, sender, lostBack, kind)] : []),
        ...byPort(kinds.port, flow),
        ...bySize(kinds.size),
        { source: "probe", says: byPath(leg) },
        ...(tunnel && way.beside && way.beside.left > 0
          ? [
              {
                source: "probe" as const,
                says: `beside the tunnel ${way.beside.left - way.beside.came} of ${way.beside.left} pings were lost`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      {
        summary: `look for what loses packets between ${sender} and ${receiver}: a bad cable or port, a link or a virtual network that is overloaded, a rate limit`,
        commands: [
          `ip -s link show   # on ${sender} and on ${receiver}: errors and drops`,
          `ping -c 200 -i 0.02 ${receiver}   # on ${sender}`,
        ],
        checked: false,
      },
    );
  },
});

function share({ left, came }: Carried): string {
  return `${Math.round((100 * (left - came)) / left)} %`;
}

function counted(from: string, to: string, { left, came }: Carried, kind: string): Because {
  return {
    source: "kernel",
    says: `${left} ${kind} were seen to leave ${from}, ${came} to come in at ${to}`,
    token: true,
  };
}

/** Whether the question's own packets are lost more than pings that go the same way. */
function byPort(compared: Compared | undefined, { protocol, port }: Flow): Because[] {
  if (!compared) return [];
  const own = `${protocol} ${port}`;
  const { first, second, tells } = compared;
  const counts = `${own} ${ofAll(first)}, pings on the same way ${ofAll(second)}`;
  const said = {
    "first-more": `by port: packets for ${own} are lost more than pings, so something between tells them apart`,
    "second-more": `by port: pings are lost more than packets for ${own}`,
    alike: `not by port: ${own} and pings are lost alike`,
    "too-few": `too few packets to tell whether the port matters`,
  }[tells];
  return [{ source: "probe", says: `${said} (lost: ${counts})` }];
}

/** Whether big packets are lost more than small ones. */
function bySize(compared: Compared | undefined): Because[] {
  if (!compared) return [{ source: "probe", says: "whether the size matters was not tried" }];
  const { first, second, tells } = compared;
  const counts = `pings of ${bigPing} bytes ${ofAll(first)}, small ones ${ofAll(second)}, there and back`;
  const said = {
    "first-more": "by size: big packets are lost more than small ones",
    "second-more": "by size: small packets are lost more than big ones",
    alike: "not by size: big and small ones are lost alike",
    "too-few": "too few packets to tell whether the size matters",
  }[tells];
  return [{ source: "probe", says: `${said} (lost: ${counts})` }];
}

/** Of several paths one may lose all that goes over it: which path a packet took is not seen from its ends. */
function byPath({ lookup }: Leg): string {
  const hops = lookup.seen?.result === "forward" ? lookup.seen.nextHops : [];
  return hops.length > 1
    ? `the route has ${hops.length} next hops; which of them the lost packets took cannot be told from here`
    : "whether one of several paths between the nodes (ECMP, a bond) loses them cannot be told from here";
}

function ofAll({ left, came }: Carried): string {
  return `${left - came} of ${left}`;
}

function besideIsFine({ beside }: Losses): boolean {
  return beside !== undefined && beside.left > 0 && beside.left - beside.came <= 1;
}
