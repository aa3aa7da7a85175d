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

/** Source ports nobody else uses meanwhile: taken from a range, each once. */
export class SourcePorts {
  #next: number;

  /** `start`: a random offset, so that two runs in a row do not meet in TIME_WAIT. */
  constructor(start: number) {
    this.#next = start % SourcePorts.span;
  }

  /** Below NodePorts (30000-32767) and the kernel's usual local range (32768-60999), above what programs listen on. */
  static readonly lowest = 20_000;
  static readonly span = 10_000;

  take(count: number): readonly number[] {
    return Array.from({ length: count }, () => {
      const port = SourcePorts.lowest + this.#next;
      this.#next = (this.#next + 1) % SourcePorts.span;
      return port;
    });
  }
}

export interface Towards {
  readonly ip: string;
  readonly port: number;
  readonly protocol: Flow["protocol"];
}

/**
 * N fresh packets of the flow's real protocol, from one place. Undefined for SCTP, which nothing on the prober
 * image can send.
 */
export function sendLook(
  place: Place,
  { ip, port, protocol }: Towards,
  subject: string,
  waitMs: number,
  ports: SourcePorts,
  count = PACKETS,
): Look | undefined {
  switch (protocol) {
    case "TCP":
      return look(place, tcpConnect, { ip, port, sourcePorts: ports.take(count), waitMs }, subject);
    case "UDP":
      return look(
        place,
        udpExchange,
        {
          ip,
          port,
          sourcePorts: ports.take(count),
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
  const towards = { ip: asked.ip, port: asked.port, protocol: flow.protocol };
  return sendLook(place, towards, sharedSubject(asked), waitMs, ports, count);
}
