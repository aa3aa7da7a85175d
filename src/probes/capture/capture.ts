import { defineProbe, Unreadable, type Command } from "../../model/probe.ts";
import type { CapturedPacket } from "../../netstack/seen/captured.ts";
import { captureFilter, type CaptureSubject } from "./capture-filter.ts";
import { parsePackets } from "./packet-lines.ts";
import { firstLine } from "../text/reading.ts";

/** What tcpdump says on stderr when packets are seen from now on. */
export const captureReady = "listening on";

/** Packets at most; a capture that reached it may have missed later ones. */
const mostPackets = 4000;
/** Outer and inner headers with options: no payload of TCP beyond a few bytes. */
const snapLength = 192;

/** What a capture saw. */
export interface Capture {
  readonly packets: readonly CapturedPacket[];
  /** False when the packet limit was reached, output was cut, or the kernel dropped some before tcpdump. */
  readonly complete: boolean;
  /**
   * Packets that were kept for tcpdump and that it had not read when the window closed: 62 with `134 packets captured, 196
   * packets received by filter`. On a node that is busy the last ones are not seen there, and nothing lost them.
   */
  readonly unread: number;
}

export const capture = defineProbe<Capture, CaptureSubject>({
  name: "capture",
  why: "Watches the probe packets cross the interfaces: headers only, this flow's addresses only.",
  at: "node",
  tool: "tcpdump",
  needs: ["KILL", "NET_RAW", "SETGID", "SETUID"],
  command: (subject): Command => ({
    argv: [
      "tcpdump",
      "--immediate-mode",
      "-l",
      "-nn",
      "-tt",
      "-i",
      "any",
      "-s",
      String(snapLength),
      "-c",
      String(mostPackets),
      ...(subject.decode === undefined ? [] : ["-T", subject.decode]),
      captureFilter(subject),
    ],
    timeoutMs: 20_000,
    maxBytes: 1024 * 1024,
  }),
  // tcpdump runs until the window closes, so how it ended says nothing; that it listened does.
  parse(output) {
    if (!output.stderr.includes(captureReady))
      throw new Unreadable(`tcpdump did not listen: ${firstLine(output.stderr)}`);
    const packets = parsePackets(output.stdout, output.truncated);
    const count = (what: string): number =>
      Number(new RegExp(`(?<!\\d)(\\d+) packets? ${what}`).exec(output.stderr)?.[1] ?? 0);
    return {
      packets,
      complete: !output.truncated && count("dropped by kernel") === 0 && packets.length < mostPackets,
      unread: Math.max(0, count("received by filter") - count("captured")),
    };
  },
});
