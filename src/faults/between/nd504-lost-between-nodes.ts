import { sameAddress } from "../../netstack/numbers/cidr.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { handedTo } from "../../gates/next-machine.ts";
import { leadsToReceiver } from "../../gates/tunnel-ends.ts";
import { untakenTunnel } from "../../gates/untaken-tunnel.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { lostBetween, lostReasons, nobodyAccused } from "./lost-between.ts";
import { bothRead, leg, losses, pings } from "../needs/leg.ts";
import { tunnelBack } from "../needs/stack.ts";
import { arrived, attempts, passage, passageBefore } from "../needs/traffic.ts";

export const lostBetweenNodes = defineFault({
  code: "ND504",
  title: "Something in the network between the nodes drops these packets",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "loses",
  needs: {
    leg,
    both: bothRead,
    back: ifSeen(tunnelBack),
    pings,
    arrived: ifSeen(arrived),
    passage: ifSeen(passage),
    before: ifSeen(passageBefore),
    losses: ifSeen(losses),
    attempts: ifSeen(attempts),
  },
  check({ leg, back, pings, arrived, passage, losses, before, attempts }, { hop, flow }) {
    // In a tunnel it is the tunnel's packets that are lost.
    if (!leg || leg.tunnel.notSeen || leg.tunnel.seen || arrived) return;
    const lost = lostBetween(hop, leg, passage, before, losses);
    if (lost === undefined || lost === 0) return;
    // Without a ping nobody knows whether these packets alone are lost.
    if (!pings.there) return { cannotTell: "whether plain pings get through between the nodes was not seen" };
    // Where pings are lost as well, it is not these packets alone.
    if (pings.there.received === 0) return;
    // The other way goes through a tunnel, or one is set up this way: it is these packets that miss it.
    if (!goesTo(leg) && (back || untakenTunnel(leg))) return;
    const router = goesTo(leg) ? undefined : handedTo(leg)?.ip;
    const { sender, receiver } = leg;
    const handed = router === undefined ? "" : ` ${sender} hands it to ${router}.`;
    const what =
      flow.port === 0
        ? flow.protocol
        : `${flow.protocol} ${leg.answers ? `from port ${flow.port}` : `${flow.port}`}`;
    return nobodyAccused(
      `${what} is lost between ${sender} and ${receiver}: it leaves the one and does not arrive at the other.${handed}`,
      [...lostReasons(lost, hop, leg, pings), ...failedAttempts(attempts)],
      {
        summary: `let ${what} pass from ${sender} to ${receiver}: a security group, a firewall or a router in between drops it`,
        commands: [`tcpdump -nni any ${flow.port === 0 ? "icmp" : `port ${flow.port}`}   # on both nodes`],
        checked: false,
      },
    );
  },
});

/** Whether the sender hands the packets to the other node itself, or addresses them to it: not to whatever a router knows of pods. */
function goesTo(leg: Leg): boolean {
  const next = handedTo(leg);
  return (
    next === undefined ||
    leadsToReceiver(next.ip, leg) === true ||
    (leg.atReceiver.addresses.seen ?? []).some(({ ip }) => sameAddress(ip, leg.destination))
  );
}
