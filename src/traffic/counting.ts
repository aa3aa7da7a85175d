/** Packets of one place, or of one talk at one place, counted by what their headers say. */
import type { PacketCounts } from "../model/captured-traffic.ts";
import { isIcmpError, type Headers } from "./headers.ts";
import type { Way } from "./relevant.ts";
import type { SeenPacket } from "./seen-packet.ts";

/** A packet between the ends, and where it was seen. */
export interface Sighting {
  readonly node: string;
  readonly atTarget: boolean;
  readonly device: string;
  readonly packet: SeenPacket;
  readonly way: Way;
}

/** Whether netdiag sent it, or it answers that. */
export type IsOwn = (sighting: Sighting) => boolean;

export class Counting {
  readonly #isOwn: IsOwn;
  readonly #sent = new Set<string>();
  readonly #now = { packets: 0, syn: 0, synAck: 0, rst: 0, fin: 0, again: 0, udp: 0, icmpErrors: 0, own: 0 };

  constructor(isOwn: IsOwn) {
    this.#isOwn = isOwn;
  }

  get now(): PacketCounts {
    return { ...this.#now };
  }

  add(sighting: Sighting): void {
    const { headers } = sighting.packet;
    const { tcp, kind, icmp } = headers;
    const now = this.#now;
    now.packets += 1;
    if (tcp?.syn === true && !tcp.ack) now.syn += 1;
    if (tcp?.syn === true && tcp.ack) now.synAck += 1;
    if (tcp?.rst === true) now.rst += 1;
    if (tcp?.fin === true) now.fin += 1;
    if (kind === "udp") now.udp += 1;
    if (icmp && isIcmpError(icmp.version, icmp.type)) now.icmpErrors += 1;
    if (this.#isAgain(headers)) now.again += 1;
    if (this.#isOwn(sighting)) now.own += 1;
  }

  /** The same numbered bytes once more; a mere acknowledgement has none. */
  #isAgain({ source, destination, sourcePort, destinationPort, tcp, payload = 0 }: Headers): boolean {
    if (!tcp || tcp.rst || !(tcp.syn || tcp.fin || payload > 0)) return false;
    const key = [
      source,
      sourcePort,
      destination,
      destinationPort,
      tcp.sequence,
      payload,
      tcp.syn,
      tcp.fin,
    ].join(" ");
    if (this.#sent.has(key)) return true;
    this.#sent.add(key);
    return false;
  }
}

/** Of a packet, or of the one that an ICMP error quotes, which went the other way. */
export function goesToTarget({ packet, way }: Sighting): boolean {
  return (way === "target") === (packet.headers.icmp?.quoted === undefined);
}
