/**
 * The little of SPDY/3.1 that pods/exec needs on the server's side: streams a client opens, their data, their end.
 * Clients before Kubernetes 1.31 speak nothing else. No flow control: the clients' library has none either.
 */
import type { Duplex } from "node:stream";
import { constants, inflateSync } from "node:zlib";
import { headerDictionary } from "./spdy-dictionary.ts";

const type = { synStream: 1, synReply: 2, ping: 6 } as const;
const finFlag = 0x01;
const headerBytes = 8;

export interface SpdyStream {
  readonly id: number;
  readonly headers: ReadonlyMap<string, string>;
}

export interface SpdyEvents {
  opened(stream: SpdyStream): void;
  data(id: number, chunk: Buffer): void;
  /** The client writes no more on this stream. */
  ended(id: number): void;
}

/** Speaks SPDY on an upgraded connection. Throws nothing: a frame that does not read ends the connection. */
export class SpdyConnection {
  readonly #socket: Duplex;
  readonly #events: SpdyEvents;
  #pending = Buffer.alloc(0);
  /** All header blocks so far: they are one compressed stream. */
  #compressed = Buffer.alloc(0);
  #inflated = 0;
  #replied = false;

  constructor(socket: Duplex, head: Buffer, events: SpdyEvents) {
    this.#socket = socket;
    this.#events = events;
    socket.on("data", (chunk: Buffer) => {
      this.#take(chunk);
    });
    this.#take(head);
  }

  /** `sent` is called when the socket has taken it. */
  write(id: number, chunk: Buffer, last: boolean, sent: () => void = () => undefined): void {
    const header = Buffer.alloc(headerBytes);
    header.writeUInt32BE(id, 0);
    header.writeUInt32BE(chunk.length, 4);
    header.writeUInt8(last ? finFlag : 0, 4);
    this.#socket.write(Buffer.concat([header, chunk]), () => {
      sent();
    });
  }

  #take(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    try {
      for (;;) {
        if (this.#pending.length < headerBytes) return;
        const length = this.#pending.readUIntBE(5, 3);
        if (this.#pending.length < headerBytes + length) return;
        const frame = this.#pending.subarray(0, headerBytes + length);
        this.#pending = this.#pending.subarray(headerBytes + length);
        this.#handle(frame);
      }
    } catch {
      this.#socket.destroy();
    }
  }

  #handle(frame: Buffer): void {
    const isLast = (frame.readUInt8(4) & finFlag) !== 0;
    const body = frame.subarray(headerBytes);
    const isControl = (frame.readUInt8(0) & 0x80) !== 0;
    if (!isControl) {
      const id = frame.readUInt32BE(0);
      if (body.length > 0) this.#events.data(id, body);
      if (isLast) this.#events.ended(id);
      return;
    }
    const kind = frame.readUInt16BE(2);
    if (kind === type.ping) this.#socket.write(frame);
    if (kind !== type.synStream) return;
    const id = body.readUInt32BE(0) & 0x7fffffff;
    const headers = this.#inflate(body.subarray(10));
    this.#reply(id);
    this.#events.opened({ id, headers });
    if (isLast) this.#events.ended(id);
  }

  #inflate(block: Buffer): ReadonlyMap<string, string> {
    this.#compressed = Buffer.concat([this.#compressed, block]);
    const all = inflateSync(this.#compressed, {
      dictionary: headerDictionary,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const fresh = all.subarray(this.#inflated);
    this.#inflated = all.length;
    return readHeaders(fresh);
  }

  /**
   * SYN_REPLY without headers: a stored chunk holding the number of pairs, zero, and an empty one. Go's inflater hands out
   * what it has only at the empty one, and fails for good when it has to look for more.
   */
  #reply(id: number): void {
    const zlibStart = this.#replied ? [] : [0x78, 0x01];
    this.#replied = true;
    const block = Buffer.from([...zlibStart, 0x00, 0x04, 0x00, 0xfb, 0xff, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);
    const header = Buffer.from([0x80, 0x03, 0x00, type.synReply, 0, 0, 0, 4 + block.length]);
    const streamId = Buffer.alloc(4);
    streamId.writeUInt32BE(id);
    this.#socket.write(Buffer.concat([header, streamId, block]));
  }
}

/** Pairs of length-prefixed names and values, behind their number. */
function readHeaders(block: Buffer): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  let offset = 4;
  const text = (): string => {
    const length = block.readUInt32BE(offset);
    const value = block.toString("utf8", offset + 4, offset + 4 + length);
    offset += 4 + length;
    return value;
  };
  for (let left = block.readUInt32BE(0); left > 0; left -= 1) {
    const name = text();
    headers.set(name, text());
  }
  return headers;
}
