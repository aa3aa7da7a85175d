/**
 * Where the headers of a packet end, and what they say. It is one walk, so that nothing is kept that was not read as a header:
 * what the walk does not know ends there.
 *
 * No parser of npm does this: pcap-parser and its like stop at the record or at UDP, have had no release for years, and know no
 * Geneve, no ICMP quotation and no packet that was cut.
 */
import ipaddr from "ipaddr.js";

export interface TcpHeader {
  readonly syn: boolean;
  readonly ack: boolean;
  readonly rst: boolean;
  readonly fin: boolean;
  readonly sequence: number;
  readonly acknowledges: number;
}

export interface IcmpHeader {
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
  /** Of echo requests and replies: identifier and sequence number. */
  readonly echo?: string;
  /** The packet that an error is about, as far as it quotes it. */
  readonly quoted?: Headers;
}

export type Envelope = "vxlan" | "geneve" | "ipip" | "gre";

/** The innermost packet that was found, and where all its headers end. */
export interface Headers {
  /** Behind the last header that was captured, counted from where the walk began. */
  readonly end: number;
  readonly source?: string;
  readonly destination?: string;
  readonly kind: "tcp" | "udp" | "icmp" | "fragment" | "other";
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly tcp?: TcpHeader;
  readonly icmp?: IcmpHeader;
  /** Bytes behind the header of TCP or UDP, on the wire. */
  readonly payload?: number;
  /** The outermost envelope it came in. */
  readonly inside?: Envelope;
}

/** Bytes of one packet; `end` is where it ends on the wire, which may be behind what was captured. */
interface Span {
  readonly view: DataView;
  readonly at: number;
  readonly end: number;
  /** Envelopes and quotations around it: nobody nests many. */
  readonly depth: number;
  /** An ICMP error quotes it, perhaps not to its end. */
  readonly quoted?: boolean;
}

const deepest = 4;
const nothing = (end: number): Headers => ({ end, kind: "other" });

/** @param type the EtherType of what `bytes` begin with: 0x0800, 0x86dd. */
export function headersOf(bytes: Uint8Array, type: number, wireLength: number): Headers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return clamped(afterEtherType({ view, at: 0, end: wireLength, depth: 0 }, type), bytes.length);
}

function clamped(headers: Headers, captured: number): Headers {
  return headers.end <= captured ? headers : { ...headers, end: captured };
}

function afterEtherType(span: Span, type: number): Headers {
  const { view, at, end, depth } = span;
  switch (type) {
    case 0x0800:
      return ipv4(span);
    case 0x86dd:
      return ipv6(span);
    case 0x0806:
      return nothing(Math.min(end, at + 28));
    case 0x8100:
    case 0x88a8: {
      const tagged = has(span, 4) ? view.getUint16(at + 2) : undefined;
      if (tagged === undefined || depth >= deepest) return nothing(at + 4);
      return afterEtherType({ ...span, at: at + 4, depth: depth + 1 }, tagged);
    }
    default:
      return nothing(at);
  }
}

function has({ view, at }: Pick<Span, "view" | "at">, count: number): boolean {
  return at + count <= view.byteLength;
}

function ipv4(span: Span): Headers {
  const { view, at } = span;
  if (!has(span, 20) || view.getUint8(at) >> 4 !== 4)
    return nothing(has(span, 20) ? at : Math.min(span.end, at + 20));
  const behind = at + (view.getUint8(at) & 0x0f) * 4;
  const total = view.getUint16(at + 2);
  // The kernel writes 0 where a packet that a card will split is too long for the field.
  const end = total === 0 ? span.end : Math.min(span.end, at + total);
  const ends = { source: address(view, at + 12, 4), destination: address(view, at + 16, 4) };
  if (behind < at + 20) return { ...nothing(at + 20), ...ends };
  if ((view.getUint16(at + 6) & 0x1fff) !== 0) return { end: behind, kind: "fragment", ...ends };
  return { ...ends, ...transport({ ...span, at: behind, end }, view.getUint8(at + 9), 4) };
}

function ipv6(span: Span): Headers {
  const { view, at } = span;
  if (!has(span, 40) || view.getUint8(at) >> 4 !== 6)
    return nothing(has(span, 40) ? at : Math.min(span.end, at + 40));
  const length = view.getUint16(at + 4);
  const end = length === 0 ? span.end : Math.min(span.end, at + 40 + length);
  const ends = { source: address(view, at + 8, 16), destination: address(view, at + 24, 16) };
  let next = view.getUint8(at + 6);
  let behind = at + 40;
  for (let headers = 0; headers < 8; headers++) {
    const size = extensionBytes(next, { view, at: behind });
    if (size === 0) return { ...ends, ...transport({ ...span, at: behind, end }, next, 6) };
    if (size === undefined || behind + size > end) return { ...nothing(behind), ...ends };
    const fragment = next === 44 && (view.getUint16(behind + 2) & 0xfff8) !== 0;
    next = view.getUint8(behind);
    behind += size;
    if (fragment) return { end: behind, kind: "fragment", ...ends };
  }
  return { ...nothing(behind), ...ends };
}

/** Bytes of an extension header; 0 for what is none, undefined for one that was not captured. */
function extensionBytes(kind: number, where: Pick<Span, "view" | "at">): number | undefined {
  const { view, at } = where;
  switch (kind) {
    case 44:
      return has(where, 8) ? 8 : undefined;
    case 0:
    case 43:
    case 60:
      return has(where, 8) ? (view.getUint8(at + 1) + 1) * 8 : undefined;
    case 51:
      return has(where, 8) ? (view.getUint8(at + 1) + 2) * 4 : undefined;
    default:
      return 0;
  }
}

function address(view: DataView, at: number, length: 4 | 16): string {
  return ipaddr.fromByteArray(Array.from({ length }, (_, index) => view.getUint8(at + index))).toString();
}

/** What a transport header says: all but the addresses, which an envelope's contents bring along. */
function transport(span: Span, protocol: number, version: 4 | 6): Headers {
  switch (protocol) {
    case 6:
      return tcp(span);
    case 17:
      return udp(span);
    case 1:
    case 58:
      return (protocol === 1) === (version === 4) ? icmp(span, version) : nothing(span.at);
    case 132:
      // The common header alone: what chunks hold is the programs' own.
      return nothing(Math.min(span.end, span.at + 12));
    case 4:
      return enveloped("ipip", span, 0x0800) ?? nothing(span.at);
    case 41:
      return enveloped("ipip", span, 0x86dd) ?? nothing(span.at);
    case 47:
      return gre(span);
    default:
      return nothing(span.at);
  }
}

function tcp(span: Span): Headers {
  const { view, at, end } = span;
  const ports = portsOf(span);
  if (!has(span, 20)) {
    // An ICMP error quotes eight bytes at least: the ports and the sequence number.
    const quoted = has(span, 8) ? { tcp: { ...noFlags, sequence: view.getUint32(at + 4) } } : {};
    return {
      kind: ports.sourcePort === undefined ? "other" : "tcp",
      end: Math.min(end, at + 20),
      ...ports,
      ...quoted,
    };
  }
  const behind = at + (view.getUint8(at + 12) >> 4) * 4;
  if (behind < at + 20 || behind > end) return { kind: "tcp", end: Math.min(end, at + 20), ...ports };
  const flags = view.getUint8(at + 13);
  return {
    kind: "tcp",
    end: behind,
    ...ports,
    payload: end - behind,
    tcp: {
      fin: (flags & 0x01) !== 0,
      syn: (flags & 0x02) !== 0,
      rst: (flags & 0x04) !== 0,
      ack: (flags & 0x10) !== 0,
      sequence: view.getUint32(at + 4),
      acknowledges: view.getUint32(at + 8),
    },
  };
}

const noFlags = { syn: false, ack: false, rst: false, fin: false, acknowledges: 0 };

function portsOf(span: Span): { readonly sourcePort?: number; readonly destinationPort?: number } {
  if (!has(span, 4)) return {};
  return { sourcePort: span.view.getUint16(span.at), destinationPort: span.view.getUint16(span.at + 2) };
}

function udp(span: Span): Headers {
  const { at, end } = span;
  const ports = portsOf(span);
  const behind = Math.min(end, at + 8);
  const own: Headers = {
    kind: ports.sourcePort === undefined ? "other" : "udp",
    end: behind,
    ...ports,
    payload: end - behind,
  };
  return vxlan({ ...span, at: behind }) ?? geneve({ ...span, at: behind }) ?? own;
}

/** On whatever port: a tunnel's may be any. It is one where the header is as it must be, and a whole IP packet is behind it. */
function vxlan(span: Span): Headers | undefined {
  const { view, at } = span;
  if (!has(span, 8) || (view.getUint8(at) & 0x7f) !== 0x08 || view.getUint8(at + 7) !== 0) return undefined;
  return ethernet("vxlan", { ...span, at: at + 8 });
}

function geneve(span: Span): Headers | undefined {
  const { view, at } = span;
  // Version 0, and the last byte is reserved.
  if (!has(span, 8) || view.getUint8(at) >> 6 !== 0 || view.getUint8(at + 7) !== 0) return undefined;
  const inner = { ...span, at: at + 8 + (view.getUint8(at) & 0x3f) * 4 };
  const type = view.getUint16(at + 2);
  return type === 0x6558 ? ethernet("geneve", inner) : enveloped("geneve", inner, type);
}

function gre(span: Span): Headers {
  const { view, at } = span;
  if (!has(span, 4)) return nothing(Math.min(span.end, at + 4));
  const flags = view.getUint16(at);
  // Version 0, and no source routing, which nobody uses.
  if ((flags & 0x4007) !== 0) return nothing(at + 4);
  const behind = at + 4 + [0x8000, 0x2000, 0x1000].filter((flag) => (flags & flag) !== 0).length * 4;
  const type = view.getUint16(at + 2);
  const inner = { ...span, at: behind };
  const found = type === 0x6558 ? ethernet("gre", inner) : enveloped("gre", inner, type);
  return found ?? nothing(Math.min(span.end, behind));
}

function ethernet(envelope: Envelope, span: Span): Headers | undefined {
  const { view, at } = span;
  if (!has(span, 14)) return undefined;
  return enveloped(envelope, { ...span, at: at + 14 }, view.getUint16(at + 12));
}

/** Undefined where no IP packet of a length that fits is there. */
function enveloped(envelope: Envelope, span: Span, type: number): Headers | undefined {
  const { depth } = span;
  if (depth >= deepest || !(type === 0x0800 ? isWholeIpv4(span) : type === 0x86dd && isWholeIpv6(span)))
    return undefined;
  return { ...afterEtherType({ ...span, depth: depth + 1 }, type), inside: envelope };
}

function isWholeIpv4(span: Span): boolean {
  const { view, at, end } = span;
  if (!has(span, 20) || view.getUint8(at) >> 4 !== 4) return false;
  const header = (view.getUint8(at) & 0x0f) * 4;
  const total = view.getUint16(at + 2);
  if (header < 20 || !has(span, header) || at + header > end) return false;
  if (total !== 0 && (total < header || (at + total > end && span.quoted !== true))) return false;
  let sum = 0;
  for (let word = 0; word < header; word += 2) sum += view.getUint16(at + word);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum === 0xffff;
}

function isWholeIpv6(span: Span): boolean {
  const { view, at, end } = span;
  if (!has(span, 40) || view.getUint8(at) >> 4 !== 6) return false;
  return span.quoted === true || at + 40 + view.getUint16(at + 4) <= end;
}

function icmp(span: Span, version: 4 | 6): Headers {
  const { view, at, end, depth } = span;
  if (!has(span, 8)) return nothing(Math.min(end, at + 8));
  const [type, code] = [view.getUint8(at), view.getUint8(at + 1)];
  const own = (bytes: number, more: Partial<IcmpHeader> = {}): Headers => ({
    kind: "icmp",
    end: Math.min(end, at + bytes),
    icmp: { version, type, code, ...more },
  });
  if (isEcho(version, type)) return own(8, { echo: `${view.getUint16(at + 4)}/${view.getUint16(at + 6)}` });
  // Neighbour solicitation and advertisement: the address in question.
  if (version === 6 && (type === 135 || type === 136)) return own(24);
  if (!isIcmpError(version, type) || depth >= deepest) return own(8);
  const inner = { ...span, at: at + 8, depth: depth + 1, quoted: true };
  const quoted = version === 4 ? ipv4(inner) : ipv6(inner);
  return { ...own(8, { quoted }), end: quoted.end };
}

function isEcho(version: 4 | 6, type: number): boolean {
  return version === 4 ? type === 8 || type === 0 : type === 128 || type === 129;
}

/** Destination unreachable, source quench, redirect, time exceeded, parameter problem; of IPv6 packet too big. */
export function isIcmpError(version: 4 | 6, type: number): boolean {
  return version === 4 ? [3, 4, 5, 11, 12].includes(type) : type >= 1 && type <= 4;
}
