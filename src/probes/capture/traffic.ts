import { defineProbe, Unreadable, type Command } from "../../model/probe.ts";
import { mostSeconds } from "../../model/captured-traffic.ts";
import { seenPackets, type SeenPacket } from "../../traffic/seen-packet.ts";
import { UnfitArgument } from "../text/arguments.ts";
import { firstLine } from "../text/reading.ts";
import { captureReady } from "./capture.ts";
import { captureFilter, type CaptureSubject } from "./capture-filter.ts";

/** Packets at most, on one node: about half a megabyte of headers. */
export const mostTrafficPackets = 5000;
/** Outer and inner headers with options; what is behind them is cut off before anything else is done with a packet. */
const snapLength = 192;
/** Until it is stopped, however slow the node is. */
const slackMs = 20_000;

export interface TrafficSubject extends CaptureSubject {
  /** How long it is watched, at most `mostSeconds`. */
  readonly seconds: number;
}

/** What passed a node's interfaces: headers alone. */
export interface TrafficSeen {
  readonly packets: readonly SeenPacket[];
  /** Why there may have been more. */
  readonly bounds: readonly ("packets" | "bytes" | "dropped")[];
}

export const traffic = defineProbe<TrafficSeen, TrafficSubject>({
  name: "traffic",
  why: "Watches what passes between the two ends, when asked for a capture: headers only, these addresses and ports only.",
  at: "node",
  tool: "tcpdump",
  needs: ["KILL", "NET_RAW", "SETGID", "SETUID"],
  command: ({ seconds, ...subject }): Command => {
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > mostSeconds)
      throw new UnfitArgument(`not a number of seconds to capture: ${String(seconds)}`);
    return {
      argv: [
        "tcpdump",
        "--immediate-mode",
        "-U",
        "-nn",
        "-i",
        "any",
        "-s",
        String(snapLength),
        "-c",
        String(mostTrafficPackets),
        "-w",
        "-",
        captureFilter(subject),
      ],
      timeoutMs: seconds * 1000 + slackMs,
      maxBytes: 2 * 1024 * 1024,
      prints: "bytes",
    };
  },
  // It runs until it is stopped or has enough, so how it ended says nothing; that it listened does.
  parse({ stdout, stderr, truncated }) {
    if (!stderr.includes(captureReady)) throw new Unreadable(`tcpdump did not listen: ${firstLine(stderr)}`);
    const seen = seenPackets(Buffer.from(stdout, "base64"));
    if (!seen) throw new Unreadable("tcpdump did not write which interface saw a packet (older than 4.99)");
    const { packets } = seen;
    const missed = /(?<!\d)(\d+) packets? dropped by kernel/.exec(stderr)?.[1] ?? "0";
    return {
      packets,
      bounds: [
        ...(packets.length >= mostTrafficPackets ? (["packets"] as const) : []),
        ...(truncated || seen.cut ? (["bytes"] as const) : []),
        ...(missed === "0" ? [] : (["dropped"] as const)),
      ],
    };
  },
});
