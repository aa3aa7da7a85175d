import type { Because } from "../model/finding.ts";
import { isRunning } from "../netstack/links.ts";
import { partLost, type Carried, type Losses } from "../walk/losses.ts";
import { failedAttempts } from "./because.ts";
import { isBetween } from "./between.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { nobodyAccused } from "./lost-between.ts";
import { uplinks } from "./needs/between.ts";
import { leg, losses } from "./needs/leg.ts";
import { attempts } from "./needs/traffic.ts";

export const partIsLost = defineFault({
  code: "ND505",
  title: "Part of the packets is lost between the nodes",
  at: ["underlay", "reply"],
  stops: "some",
  needs: { leg, losses: ifSeen(losses), uplinks, attempts: ifSeen(attempts) },
  check({ leg, losses, uplinks, attempts }, { hop }) {
    if (!leg || !losses || !isBetween(hop, leg)) return;
    const { there, back } = losses;
    const way = leg.answers ? back : there;
    const lost = partLost(way);
    // Lost both ways, it is told once, where the packets go.
    if (!lost || (leg.answers && partLost(there))) return;
    const lostBack = leg.answers ? undefined : partLost(back);
    const { sender, receiver } = leg;
    const tunnel = leg.tunnel.seen?.tunnel;
    const kind = tunnel ? `${tunnel.encapsulation.toUpperCase()} packets` : "packets";
    const inTunnel = tunnel ? `, in the tunnel${besideIsFine(way) ? " and not beside it" : ""}` : "";
    return nobodyAccused(
      `${share(lost)} of the ${kind} from ${sender} to ${receiver}${lostBack ? `, and ${share(lostBack)} of those back,` : ""} are lost between ${sender} and ${receiver}${inTunnel}: connections stall or fail now and then.`,
      [
        ...(uplinks.length === 2 && uplinks.every(({ link }) => isRunning(link))
          ? [{ source: "model" as const, says: `the network cards of ${sender} and ${receiver} are up` }]
          : []),
        counted(sender, receiver, lost, kind),
        ...(lostBack ? [counted(receiver, sender, lostBack, kind)] : []),
        ...(way.pings && way.pings.left > 0 && lost === way.own
          ? [
              {
                source: "probe" as const,
                says: `pings on the same way: ${way.pings.left - way.pings.came} of ${way.pings.left} were lost`,
              },
            ]
          : []),
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

function besideIsFine({ beside }: Losses): boolean {
  return beside !== undefined && beside.left > 0 && beside.left - beside.came <= 1;
}
