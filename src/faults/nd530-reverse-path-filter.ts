import { movedBy } from "../netstack/counters.ts";
import { rpFilterOn } from "../netstack/sysctls.ts";
import { kernelCounters } from "../probes/kernel-counters.ts";
import { sysctls } from "../probes/sysctls.ts";
import { diedHere, failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { aroundProbe, onNode } from "./needs/here.ts";
import { routeBack } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const reversePathFilter = defineFault({
  code: "ND530",
  title: "Reverse path filtering drops packets that come in another way than answers would leave",
  at: ["node-out", "node-in", "reply"],
  stops: "all",
  needs: {
    sysctls: onNode(sysctls),
    back: routeBack,
    moved: ifSeen(aroundProbe(kernelCounters)),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ sysctls, back, moved, attempts, passage }, { hop }) {
    // IPv6 has no such setting: its reverse path check is a firewall rule, seen as one.
    if (hop.deviceIn === undefined || hop.packet.family === 6) return;
    const strictness = rpFilterOn(sysctls, hop.deviceIn);
    if (strictness === undefined || strictness === 0) return;
    const leaves = back.result === "forward" ? back.nextHops.map(({ device }) => device) : [];
    // Strict wants the very interface, loose any route at all.
    if (strictness === 1 ? leaves.includes(hop.deviceIn) : leaves.length > 0) return;
    const counter = moved?.find(({ key }) => key === "TcpExtIPReversePathFilter");
    const dropped = counter === undefined ? 0 : (movedBy(counter) ?? 0);
    return {
      says: `${hop.node ?? "The node"} drops packets from ${hop.packet.source} on ${hop.deviceIn}: answers would leave by ${leaves.join(", ") || "nowhere"}, and rp_filter=${strictness} forbids that.`,
      because: [
        {
          source: "model",
          says: `rp_filter is ${strictness} on ${hop.deviceIn}; the route back to ${hop.packet.source} is ${leaves.length === 0 ? "missing" : `dev ${leaves.join(", ")}`}`,
        },
        ...(dropped > 0
          ? [{ source: "kernel" as const, says: `the counter TcpExtIPReversePathFilter moved by ${dropped}` }]
          : diedHere(hop, passage)),
        ...failedAttempts(attempts),
      ],
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
      device: hop.deviceIn,
      fix: {
        summary:
          "repair the route back, so that answers leave by the interface the packets came in on; or loosen the filter",
        commands: [
          `ip route get ${hop.packet.source}   # on ${hop.node ?? "the node"}`,
          `sysctl -w net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.${hop.deviceIn}.rp_filter=0   # on ${hop.node ?? "the node"}`,
        ],
        checked: false,
      },
    };
  },
});
