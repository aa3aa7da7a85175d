/** A packet as a node's interfaces saw it (Linux cooked capture, LINUX_SLL2), without what programs said in it. */
import { headersOf, type Headers } from "./headers.ts";
import { readPcap, type PcapRecord } from "./pcap.ts";

/** Of files and interfaces: `LINKTYPE_LINUX_SLL2`, what `tcpdump -i any` writes since 4.99. */
export const cookedLink = 276;
const cookedBytes = 20;

export interface SeenPacket {
  /** Microseconds since 1970, by the node's clock. */
  readonly at: number;
  /** The kernel's number of the interface. */
  readonly device: number;
  readonly direction: "in" | "out" | "other";
  /** Bytes that it had on the wire, with the 20 of the cooked header. */
  readonly wireLength: number;
  /** The cooked header and the packet's own headers, and nothing behind the last of them. */
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** Undefined where the bytes are no file of that kind. `cut`: the last packet in it was not whole. */
export function seenPackets(
  file: Uint8Array,
): { readonly packets: readonly SeenPacket[]; readonly cut: boolean } | undefined {
  const read = readPcap(file);
  if (read?.linkType !== cookedLink) return undefined;
  return { packets: read.records.flatMap((record) => seenPacket(record) ?? []), cut: read.cut };
}

function seenPacket({ at, wireLength, bytes }: PcapRecord): SeenPacket | undefined {
  if (bytes.length < cookedBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headers = headersOf(bytes.subarray(cookedBytes), view.getUint16(0), wireLength - cookedBytes);
  return {
    at,
    wireLength,
    device: view.getUint32(4),
    direction: directionOf(view.getUint8(10)),
    // A copy: what was cut off is not kept in memory beside it.
    bytes: bytes.slice(0, cookedBytes + headers.end),
    headers,
  };
}

/** To this machine, to all, to some; to another machine; sent by this one. */
function directionOf(packetType: number): SeenPacket["direction"] {
  return packetType === 4 ? "out" : packetType === 3 ? "other" : "in";
}
