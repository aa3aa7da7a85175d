import { packetsLost } from "../../gates/lost-between.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { lostReasons, nobodyAccused } from "./lost-between.ts";
import { attempts } from "../needs/traffic.ts";

export const lostBetweenNodes = defineStop({
  code: "ND504",
  title: "Something in the network between the nodes drops these packets",
  at: ["underlay", "reply"],
  gate: "between",
  foretells: "loses",
  stop: gateOf("these packets between the nodes", packetsLost),
  tells: { attempts },
  name(stop, { attempts }, { hop, flow }) {
    const { leg, router } = stop;
    const { sender, receiver } = leg;
    const handed = router === undefined ? "" : ` ${sender} hands it to ${router}.`;
    const what =
      flow.port === 0
        ? flow.protocol
        : `${flow.protocol} ${leg.answers ? `from port ${flow.port}` : `${flow.port}`}`;
    return nobodyAccused(
      `${what} is lost between ${sender} and ${receiver}: it leaves the one and does not arrive at the other.${handed}`,
      [...lostReasons(stop, hop), ...failedAttempts(attempts)],
      {
        summary: `let ${what} pass from ${sender} to ${receiver}: a security group, a firewall or a router in between drops it`,
        commands: [`tcpdump -nni any ${flow.port === 0 ? "icmp" : `port ${flow.port}`}   # on both nodes`],
        checked: false,
      },
    );
  },
});
