import { Unreadable } from "../../model/probe.ts";
import type { CapturedPacket, Direction, Envelope } from "../../netstack/seen/captured.ts";
import { readHeader, type Header } from "./packet-header.ts";
import { shown } from "../text/reading.ts";

/**
 * Packets from `tcpdump -tt -nn -i any`. A tunnelled packet takes two lines, the second without time and interface;
 * indented lines carry details that are not asked for. A last line that was cut off is left out when `cut`.
 * Throws Unreadable.
 */
export function parsePackets(text: string, cut: boolean): readonly CapturedPacket[] {
  const lines = text.split("\n");
  // What follows the last line end is half a line, of a capture stopped while it wrote.
  const half = lines.pop() ?? "";
  if (half !== "" && !cut && !startsPacket(half)) throw new Unreadable(`not a packet: ${shown(half)}`);
  const packets: CapturedPacket[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "" || /^\s/.test(line)) continue;
    const head = timeAndDevice(line);
    if (!head) {
      // The inner half of a tunnelled packet was read together with its envelope.
      if (index > 0 && isInner(line)) continue;
      throw new Unreadable(`not a packet: ${shown(line)}`);
    }
    packets.push(packetOf(head, lines[index + 1]));
  }
  return packets;
}

interface Head {
  readonly at: number;
  readonly device: string;
  readonly direction: Direction;
  readonly rest: string;
}

const headShape = /^(\d{9,11}\.\d{6,9}) (\S+)\s+(In|Out|B|M|P)\s+(\S.*)$/;

function timeAndDevice(line: string): Head | undefined {
  const parts = headShape.exec(line);
  if (parts) {
    const [, at = "", device = "", direction = "", rest = ""] = parts;
    return { at: Number(at), device, direction: directionOf(direction), rest };
  }
  if (/^\d{9,11}\.\d{6,9} (IP6?|ARP) /.test(line))
    throw new Unreadable("this tcpdump does not say on which interface it saw a packet (older than 4.99)");
  return undefined;
}

/** B and M are broadcasts and multicasts that came in; P was addressed to another machine. */
function directionOf(mark: string): Direction {
  return mark === "Out" ? "out" : mark === "P" ? "other" : "in";
}

function startsPacket(line: string): boolean {
  return /^[\d.]*$/.test(line) || /^\d{9,11}\.\d{6,9}/.test(line) || isInner(line);
}

function isInner(line: string): boolean {
  return /^(IP6?|ARP|IP0|[0-9a-f]{2}:)[ ,:]?/.test(line);
}

function packetOf(head: Head, next: string | undefined): CapturedPacket {
  const { at, device, direction } = head;
  const header = readHeader(head.rest);
  if (!header.envelope) return { at, device, direction, ...header.packet };
  const { inline, ...envelope } = header.envelope;
  const innerText = inline ?? (next !== undefined && isInner(next) ? next : undefined);
  const inner: Header | undefined = innerText === undefined ? undefined : readHeader(innerText);
  return { at, device, direction, ...(inner?.packet ?? header.packet), outer: envelopeOnly(envelope) };
}

function envelopeOnly(envelope: Envelope): Envelope {
  return envelope;
}
