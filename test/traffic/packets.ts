/** Packets made byte by byte, and the file that tcpdump would write of them. */
import ipaddr from "ipaddr.js";

export type Bytes = Buffer;

const ether = (type: number, inner: Bytes): Bytes =>
  Buffer.concat([Buffer.from("0a0b0c0d0e0f020304050607", "hex"), u16(type), inner]);
export const u16 = (...values: readonly number[]): Bytes => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
};
const u32 = (value: number): Bytes => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const addressBytes = (ip: string): Bytes => Buffer.from(ipaddr.parse(ip).toByteArray());

export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** An IP packet of the family that the addresses have. `fragment`: its offset in units of eight bytes, and whether more follow. */
export function ip(
  { from, to }: Ends,
  protocol: number,
  inner: Bytes,
  fragment?: { readonly offset: number; readonly more: boolean },
): Bytes {
  const [source, destination] = [addressBytes(from), addressBytes(to)];
  if (source.length === 4) {
    const flags = fragment ? (fragment.more ? 0x2000 : 0) | fragment.offset : 0x4000;
    const head = Buffer.concat([
      Buffer.from([0x45, 0]),
      u16(20 + inner.length, 7, flags),
      Buffer.from([64, protocol, 0, 0]),
      source,
      destination,
    ]);
    let sum = 0;
    for (let at = 0; at < 20; at += 2) sum += head.readUInt16BE(at);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    head.writeUInt16BE(0xffff - sum, 10);
    return Buffer.concat([head, inner]);
  }
  const extension = fragment
    ? Buffer.concat([
        Buffer.from([protocol, 0]),
        u16((fragment.offset << 3) | (fragment.more ? 1 : 0)),
        u32(99),
      ])
    : Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([0x60, 0, 0, 0]),
    u16(extension.length + inner.length),
    Buffer.from([fragment ? 44 : protocol, 64]),
    source,
    destination,
    extension,
    inner,
  ]);
}

export interface Ports {
  readonly from: number;
  readonly to: number;
}

const flagBits = { F: 1, S: 2, R: 4, P: 8, ".": 16 } as const;

/** `flags` as tcpdump writes them: `S.`. */
export function tcp(
  { from, to }: Ports,
  flags: string,
  payload: Bytes = Buffer.alloc(0),
  { sequence = 1000, acknowledges = 0 }: { readonly sequence?: number; readonly acknowledges?: number } = {},
): Bytes {
  const bits = Object.entries(flagBits).reduce(
    (sum, [mark, bit]) => sum | (flags.includes(mark) ? bit : 0),
    0,
  );
  // Options of a SYN: the largest segment.
  const options = Buffer.from(flags.includes("S") ? "020405b4" : "", "hex");
  return Buffer.concat([
    u16(from, to),
    u32(sequence),
    u32(acknowledges),
    Buffer.from([(5 + options.length / 4) << 4, bits]),
    u16(64240, 0, 0),
    options,
    payload,
  ]);
}

export function udp({ from, to }: Ports, payload: Bytes): Bytes {
  return Buffer.concat([u16(from, to, 8 + payload.length, 0), payload]);
}

export const echo = (version: 4 | 6, payload: Bytes, sequence = 1): Bytes =>
  Buffer.concat([Buffer.from([version === 4 ? 8 : 128, 0, 0, 0]), u16(77, sequence), payload]);

/** Destination unreachable: of IPv4 an administrator's (code 13), of IPv6 the port (code 4). */
export const unreachable = (version: 4 | 6, quoted: Bytes): Bytes =>
  Buffer.concat([Buffer.from(version === 4 ? [3, 13, 0, 0] : [1, 4, 0, 0]), u32(0), quoted]);

const etherTypeOf = (packet: Bytes): number => ((packet[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800);

export const envelopes = {
  vxlan: (outer: Ends, inner: Bytes, port = 4789): Bytes =>
    ip(
      outer,
      17,
      udp(
        { from: 50_000, to: port },
        Buffer.concat([Buffer.from("0800000000100000", "hex"), ether(etherTypeOf(inner), inner)]),
      ),
    ),
  geneve: (outer: Ends, inner: Bytes): Bytes =>
    ip(
      outer,
      17,
      udp(
        { from: 50_000, to: 6081 },
        Buffer.concat([Buffer.from("010065580000640001020300", "hex"), ether(etherTypeOf(inner), inner)]),
      ),
    ),
  ipip: (outer: Ends, inner: Bytes): Bytes => ip(outer, etherTypeOf(inner) === 0x0800 ? 4 : 41, inner),
  gre: (outer: Ends, inner: Bytes): Bytes =>
    ip(outer, 47, Buffer.concat([u16(0x2000, etherTypeOf(inner)), u32(7), inner])),
} as const;

export interface Captured {
  readonly packet: Bytes;
  readonly device?: number;
  readonly direction?: "in" | "out" | "other";
  /** Microseconds since 1970. */
  readonly at?: number;
  readonly type?: number;
}

/** What `tcpdump -i any -s SNAP -w -` writes. */
export function pcapOf(captured: readonly Captured[], snapLength = 192): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(snapLength, 16);
  head.writeUInt32LE(276, 20);
  return Buffer.concat([
    head,
    ...captured.map(({ packet, device = 2, direction = "in", at = 1_700_000_000_000_000, type }, index) => {
      const cooked = Buffer.concat([
        u16(type ?? etherTypeOf(packet), 0),
        u32(device),
        Buffer.from([0, 1, { in: 0, out: 4, other: 3 }[direction], 6]),
        Buffer.from("0a0b0c0d0e0f0000", "hex"),
      ]);
      const whole = Buffer.concat([cooked, packet]);
      const kept = whole.subarray(0, snapLength);
      const record = Buffer.alloc(16);
      record.writeUInt32LE(Math.floor(at / 1_000_000), 0);
      record.writeUInt32LE((at % 1_000_000) + index, 4);
      record.writeUInt32LE(kept.length, 8);
      record.writeUInt32LE(whole.length, 12);
      return Buffer.concat([record, kept]);
    }),
  ]);
}
