/** The file that tcpdump writes (pcap, draft-ietf-opsawg-pcap): packets as they were captured, read from bytes. */

export interface PcapRecord {
  /** Microseconds since 1970. */
  readonly at: number;
  /** Bytes that the packet had on the wire; `bytes` may be fewer. */
  readonly wireLength: number;
  readonly bytes: Uint8Array;
}

export interface PcapFile {
  readonly linkType: number;
  readonly records: readonly PcapRecord[];
  /** The last record is not whole: the writer was stopped in the middle of it. It is left out. */
  readonly cut: boolean;
}

const headerBytes = 24;
const recordBytes = 16;
/** Nothing that tcpdump writes here is longer: what says so is no record. */
const longestRecord = 262_144;

/** Undefined where the bytes are no such file. Of nanoseconds those below a microsecond are dropped. */
export function readPcap(bytes: Uint8Array): PcapFile | undefined {
  if (bytes.length < headerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindOf(view);
  if (!kind) return undefined;
  const { littleEndian, perMicrosecond } = kind;
  const number = (at: number): number => view.getUint32(at, littleEndian);
  const records: PcapRecord[] = [];
  let at = headerBytes;
  while (at + recordBytes <= bytes.length) {
    const length = number(at + 8);
    if (length > longestRecord) return undefined;
    const end = at + recordBytes + length;
    if (end > bytes.length) break;
    records.push({
      at: number(at) * 1_000_000 + Math.floor(number(at + 4) / perMicrosecond),
      wireLength: number(at + 12),
      bytes: bytes.subarray(at + recordBytes, end),
    });
    at = end;
  }
  // The upper bits say whether there is a checksum behind each frame.
  return { linkType: number(20) & 0x03ff_ffff, records, cut: at < bytes.length };
}

/** Each machine writes its own byte order, and the first four bytes say which. */
function kindOf(
  view: DataView,
): { readonly littleEndian: boolean; readonly perMicrosecond: number } | undefined {
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(0, littleEndian);
    if (magic === 0xa1b2_c3d4) return { littleEndian, perMicrosecond: 1 };
    if (magic === 0xa1b2_3c4d) return { littleEndian, perMicrosecond: 1000 };
  }
  return undefined;
}
