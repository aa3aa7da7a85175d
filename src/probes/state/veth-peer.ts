import { defineProbe, Unreadable } from "../../model/probe.ts";
import { deviceArgument } from "../text/arguments.ts";
import { reading } from "../text/limits.ts";
import { wholeText } from "../text/reading.ts";

/** The index of a veth's other end, in the namespace of that end; undefined for other devices. */
export const vethPeer = defineProbe<number | undefined, { readonly device: string }>({
  name: "veth-peer",
  why: "Reads which interface is the other end of a pod's veth, where `ip link` does not tell.",
  at: "pod",
  tool: "ethtool",
  command: ({ device }) => reading(["ethtool", "-S", deviceArgument(device)], 64),
  parse(output) {
    if (output.stderr.includes("no stats available")) return undefined;
    const text = wholeText(output);
    if (!text.startsWith("NIC statistics:")) throw new Unreadable("ethtool printed no statistics");
    const index = /^[ \t]+peer_ifindex: (\d+)$/m.exec(text)?.[1];
    return index === undefined ? undefined : Number(index);
  },
});
