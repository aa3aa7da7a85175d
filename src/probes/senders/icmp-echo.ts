import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { countArgument, familyOption, ipArgument, secondsArgument, sizeArgument } from "../text/arguments.ts";
import { waiting } from "../text/limits.ts";
import { failureOf, type Failure } from "./outcome.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

/** Echo requests of one size. */
export interface EchoSubject {
  readonly ip: string;
  readonly count: number;
  readonly intervalMs: number;
  /** After the last request. */
  readonly waitMs: number;
  /** Payload bytes: an IPv4 packet is 28 longer, an IPv6 packet 48. */
  readonly size?: number;
  /** Never to be cut into fragments on the way. */
  readonly whole?: boolean;
}

/** An ICMP error that came back, or the sender's own refusal. */
export interface EchoError {
  /** Undefined when the sender itself refused. */
  readonly from?: string;
  readonly says: string;
  /** The largest packet the reporting link takes. */
  readonly mtu?: number;
}

export interface Echoes {
  readonly sent: number;
  readonly received: number;
  /** Milliseconds, in the order of arrival. */
  readonly roundTrips: readonly number[];
  readonly errors: readonly EchoError[];
  /** Set when not a single request could be sent. */
  readonly notSent?: { readonly outcome: Failure; readonly says: string };
}

function echoCommand({ ip, count, intervalMs, waitMs, size = 56, whole = false }: EchoSubject) {
  const to = ipArgument(ip);
  return waiting(
    [
      "ping",
      familyOption(to),
      "-n",
      "-c",
      countArgument(count, 100),
      "-i",
      secondsArgument(intervalMs),
      "-W",
      secondsArgument(waitMs),
      "-s",
      sizeArgument(size),
      ...(whole ? ["-M", "do"] : []),
      to,
    ],
    count * intervalMs + waitMs,
  );
}

export const icmpEcho = defineProbe<Echoes, EchoSubject>({
  name: "icmp-echo",
  why: "Pings the destination, where the question is about pings or nothing listens on a port.",
  at: "both",
  tool: "ping",
  needs: ["NET_RAW"],
  sends: "a few ICMP echo requests",
  sendsTo: ({ ip }) => ({ ip }),
  command: echoCommand,
  parse: parseEchoes,
});

/** Between nodes: the measure of how long to wait for a packet that may be lost. */
export const nodeRoundTrip = defineProbe<Echoes, EchoSubject>({
  name: "node-round-trip",
  why: "Pings the other node, to know the path between the nodes and how long to wait for an answer.",
  at: "node",
  tool: "ping",
  needs: ["NET_RAW"],
  sends: "a few ICMP echo requests to another node of the cluster",
  sendsTo: ({ ip }) => ({ ip }),
  command: echoCommand,
  parse: parseEchoes,
});

function parseEchoes(output: CommandOutput): Echoes {
  // 0 answered, 1 not answered, 2 could not send: ping's own codes.
  const text = wholeText(output, [0, 1, 2]);
  const summary = /^(\d+) packets transmitted, (\d+)(?: packets)? received/m.exec(text);
  if (!summary) return { sent: 0, received: 0, roundTrips: [], errors: [], notSent: notSent(output) };
  const lines = linesOf(`${text}\n${output.stderr}`);
  return {
    sent: numberOf(summary[1]),
    received: numberOf(summary[2]),
    roundTrips: lines.flatMap((line) => {
      const time = /^\d+ bytes from .* time=([\d.]+) ms/.exec(line)?.[1];
      return time === undefined ? [] : [Number(time)];
    }),
    errors: lines.flatMap((line) => errorOf(line) ?? []),
  };
}

/** `From 10.2.0.2 icmp_seq=1 Frag needed and DF set (mtu = 1000)`, `ping: local error: message too long, mtu=1450`. */
function errorOf(line: string): EchoError | undefined {
  const parts =
    /^From (\S+?):? icmp_seq=\d+ (.+)$/.exec(line) ??
    /^ping: ()((?:local error|sendmsg|sendto).*)$/.exec(line);
  if (!parts) return undefined;
  const [, from = "", says = ""] = parts;
  const mtu = /mtu\s?[=:]\s?(\d+)/.exec(says)?.[1];
  return { says, ...(from !== "" && { from }), ...(mtu !== undefined && { mtu: Number(mtu) }) };
}

function notSent(output: CommandOutput): { outcome: Failure; says: string } {
  const says = /^ping: (?:connect|sendmsg|sendto): (.+)$/m.exec(output.stderr)?.[1];
  const outcome = says === undefined ? undefined : failureOf(says);
  if (says === undefined || outcome === undefined)
    throw new Unreadable(`ping said: ${shown(output.stderr || output.stdout)}`);
  return { outcome, says };
}
