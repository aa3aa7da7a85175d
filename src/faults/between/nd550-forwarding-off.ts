import { shellWord } from "../../model/shell-words.ts";
import { movedBy } from "../../netstack/seen/counters.ts";
import { kernelCounters } from "../../probes/counters/kernel-counters.ts";
import { sysctls } from "../../probes/state/sysctls.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { forwardingAgain } from "./forwarding.ts";
import { aroundProbe, onNode } from "../needs/here.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const forwardingOff = defineFault({
  code: "ND550",
  title: "The node does not forward packets",
  at: ["node-out", "node-in", "reply"],
  gate: "forwarding",
  foretells: "stops",
  needs: {
    sysctls: onNode(sysctls),
    moved: ifSeen(aroundProbe(kernelCounters)),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ sysctls, moved, attempts, passage }, { hop }) {
    // Only what comes in by one interface to leave by another is forwarded.
    if (hop.deviceIn === undefined || hop.decision === "delivered here") return;
    if (hop.deviceOut === undefined && hop.kind === "reply") return;
    if (passage?.mark === "passed") return;
    const six = hop.packet.family === 6;
    const own = sysctls.devices.get(hop.deviceIn)?.forwarding;
    const all = six ? sysctls.forwarding6 !== false : sysctls.forwarding4;
    // The interface the packet comes in by decides for IPv4; IPv6 asks the setting for all.
    const forwards = six ? all : (own ?? all);
    if (forwards) return;
    const setting = six
      ? "net.ipv6.conf.all.forwarding"
      : all
        ? `net.ipv4.conf.${hop.deviceIn.replaceAll(".", "/")}.forwarding`
        : "net.ipv4.ip_forward";
    const key = six ? "Ip6InAddrErrors" : "IpInAddrErrors";
    const counter = moved?.find((one) => one.key === key);
    const dropped = counter === undefined ? 0 : (movedBy(counter) ?? 0);
    const node = hop.node ?? "The node";
    return {
      says: `${node} forwards nothing that comes in on ${hop.deviceIn}: ${setting} is 0.`,
      because: [
        { source: "model", says: `${setting} is 0 on ${node}` },
        ...(dropped > 0
          ? [{ source: "kernel" as const, says: `the counter ${key} moved by ${dropped}` }]
          : []),
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
      device: hop.deviceIn,
      fix: {
        summary: forwardingAgain,
        commands: [
          `sysctl -w ${shellWord(setting)}=1   # on ${node}`,
          `grep -r forward /etc/sysctl.conf /etc/sysctl.d   # on ${node}`,
        ],
        checked: false,
        caution:
          "the CNI's settings of single interfaces (proxy_arp) may have been reset with it: restart its agent",
      },
    };
  },
});
