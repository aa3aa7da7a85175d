/** One file of what several nodes saw (pcapng, draft-ietf-opsawg-pcapng): each place is an interface with its name. */
import { cookedLink, type SeenPacket } from "./seen-packet.ts";

export interface NamedPacket {
  /** `node1 cali1234`. */
  readonly place: string;
  readonly packet: SeenPacket;
}

/** Packets by time, whichever node's clock told it. `comment` stands in front of the file, for whoever opens it. */
export function writePcapng(packets: readonly NamedPacket[], comment: string): Uint8Array {
  const numbers = new Map<string, number>();
  for (const { place } of packets) if (!numbers.has(place)) numbers.set(place, numbers.size);
  const sorted = [...packets].sort((one, other) => one.packet.at - other.packet.at);
  return joined([
    sectionHeader(comment),
    ...[...numbers.keys()].map(interfaceDescription),
    ...sorted.map(({ place, packet }) => enhancedPacket(numbers.get(place) ?? 0, packet)),
  ]);
}

/** Every interface says the same, the most that a packet here may have: readers want it so (libpcap). */
const snapLength = 512;

function sectionHeader(comment: string): Uint8Array {
  const body = new DataView(new ArrayBuffer(16));
  body.setUint32(0, 0x1a2b_3c4d, true);
  body.setUint16(4, 1, true);
  // The length of the section is not told: -1.
  body.setBigInt64(8, -1n, true);
  return block(0x0a0d_0d0a, [bytesOf(body), text(1, comment), text(4, "netdiag"), endOfOptions]);
}

function interfaceDescription(name: string): Uint8Array {
  const body = new DataView(new ArrayBuffer(8));
  body.setUint16(0, cookedLink, true);
  body.setUint32(4, snapLength, true);
  return block(1, [bytesOf(body), text(2, name), endOfOptions]);
}

function enhancedPacket(place: number, { at, wireLength, bytes, direction }: SeenPacket): Uint8Array {
  const body = new DataView(new ArrayBuffer(20));
  body.setUint32(0, place, true);
  body.setUint32(4, Math.floor(at / 0x1_0000_0000), true);
  body.setUint32(8, at % 0x1_0000_0000, true);
  body.setUint32(12, bytes.length, true);
  body.setUint32(16, wireLength, true);
  const flags = new DataView(new ArrayBuffer(4));
  flags.setUint32(0, { in: 1, out: 2, other: 0 }[direction], true);
  return block(6, [bytesOf(body), padded(withoutIndex(bytes)), option(2, bytesOf(flags)), endOfOptions]);
}

/** By the number in the cooked header tcpdump would print an interface of the machine that it reads the file on. */
function withoutIndex(cooked: Uint8Array): Uint8Array {
  const copy = cooked.slice();
  copy.fill(0, 4, 8);
  return copy;
}

const endOfOptions = new Uint8Array(4);

function text(code: number, words: string): Uint8Array {
  return option(code, new TextEncoder().encode(words).subarray(0, 4096));
}

function option(code: number, value: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4));
  head.setUint16(0, code, true);
  head.setUint16(2, value.length, true);
  return joined([bytesOf(head), padded(value)]);
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0);
  const head = new DataView(new ArrayBuffer(8));
  head.setUint32(0, type, true);
  head.setUint32(4, length, true);
  const tail = new DataView(new ArrayBuffer(4));
  tail.setUint32(0, length, true);
  return joined([bytesOf(head), ...parts, bytesOf(tail)]);
}

const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer);

/** Everything in the file begins at a multiple of four bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  const room = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  room.set(bytes);
  return room;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
