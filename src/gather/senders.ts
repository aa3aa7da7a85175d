import { askedAddress, type Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { icmpEcho } from "../probes/senders/icmp-echo.ts";
import { tcpConnect } from "../probes/senders/tcp-connect.ts";
import { udpExchange } from "../probes/senders/udp-exchange.ts";
import { sharedSubject } from "../journey/packets/grid.ts";
import { placeOf } from "../journey/machine/places.ts";
import { look, type Look } from "./look.ts";

/** Fresh packets per flow and view: a number that stands out in counters. */
export const PACKETS = 7;

/** More connections than these come one after the other: a burst fills short queues, and would be what it looks for. */
const atOnce = 30;
const apartMs = 20;

/** Which way packets go: to the target itself, or to an address that a node translates. */
export type Way = "straight" | "translated";

/**
 * Source ports nobody else uses meanwhile: taken from a range, each once. Each way has its half of it: behind its translation a
 * connection to a Service has the same two ends as one straight to the pod. From the same port, with the other one still remembered
 * from a question before (conntrack: two minutes), it would leave the node with a port of the kernel's choice, and be recognised by nobody.
 */
export class SourcePorts {
  readonly #next: Record<Way, number>;
  /** All that were taken. */
  readonly taken = new Set<number>();

  /**
   * Each question begins where the hand of a clock stands that goes round once in two minutes, so that none meets what kernels still
   * remember of one before: a connection in conntrack or TIME_WAIT, a SYN-ACK that is sent again.
   */
  constructor(askedAt: Date) {
    const start = Math.floor(askedAt.getTime() / perPortMs) % half;
    this.#next = { straight: start, translated: start };
  }

  /** Below NodePorts (30000-32767) and the kernel's usual local range (32768-60999), above what programs listen on. */
  static readonly lowest = 20_000;
  static readonly span = 10_000;

  take(count: number, way: Way): readonly number[] {
    const lowest = SourcePorts.lowest + (way === "straight" ? 0 : half);
    return Array.from({ length: count }, () => {
      const port = lowest + this.#next[way];
      this.#next[way] = (this.#next[way] + 1) % half;
      this.taken.add(port);
      return port;
    });
  }
}

const half = SourcePorts.span / 2;

/** Once round is 130 seconds; conntrack forgets an unanswered or a closed connection after 120 (`nf_conntrack_tcp_timeout_syn_sent`). */
const perPortMs = 26;

/** Which way the main packets of a flow go. */
export function wayOf(flow: Flow): Way {
  return flow.destinationIP === askedAddress(flow)?.ip ? "translated" : "straight";
}

export interface Towards {
  readonly ip: string;
  readonly port: number;
  readonly protocol: Flow["protocol"];
  readonly way: Way;
}

/**
 * N fresh packets of the flow's real protocol, from one place. Undefined for SCTP, which nothing on the prober
 * image can send.
 */
export function sendLook(
  place: Place,
  { ip, port, protocol, way }: Towards,
  subject: string,
  waitMs: number,
  ports: SourcePorts,
  count = PACKETS,
): Look | undefined {
  switch (protocol) {
    case "TCP":
      return look(
        place,
        tcpConnect,
        {
          ip,
          port,
          sourcePorts: ports.take(count, way),
          waitMs,
          ...(count > atOnce ? { everyMs: apartMs } : {}),
        },
        subject,
      );
    case "UDP":
      return look(
        place,
        udpExchange,
        {
          ip,
          port,
          // Datagrams go all at once: more would be the burst of which some are lost.
          sourcePorts: ports.take(Math.min(count, atOnce), way),
          waitMs,
          ...(port === 53
            ? { dns: { name: "kubernetes.default.svc.cluster.local", type: "A" as const } }
            : {}),
        },
        subject,
      );
    case "ICMP":
      return look(place, icmpEcho, { ip, count, intervalMs: 10, waitMs }, subject);
    case "SCTP":
      return undefined;
  }
}

/** Packets to the Service's own address; undefined when the flow has none, or its source is no place to stand on. */
export function serviceSend(
  flow: Flow,
  waitMs: number,
  ports: SourcePorts,
  count = PACKETS,
): Look | undefined {
  const asked = askedAddress(flow);
  const place = placeOf(flow.from);
  if (!place || !asked || flow.behind !== undefined) return undefined;
  const towards = { ip: asked.ip, port: asked.port, protocol: flow.protocol, way: "translated" as const };
  return sendLook(place, towards, sharedSubject(asked), waitMs, ports, count);
}
