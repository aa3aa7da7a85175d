import type { Parts } from "../../model/own-faults.ts";

/** What a thread is told of the parts of its work, and where it writes down the one that it is at. */
export interface Watched {
  readonly board: SharedArrayBuffer;
  readonly leftOut: readonly (readonly [what: string, why: string])[];
}

/** Longer than the name of any part: `tell with which addresses the packets are on the wire`. */
const longest = 200;

/** A board that both threads see; empty. */
export function createBoard(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT + longest);
}

/** The part that its thread was at when it stopped writing, or nothing. */
export function readBoard(board: SharedArrayBuffer): string {
  const length = Atomics.load(new Int32Array(board, 0, 1), 0);
  return Buffer.from(new Uint8Array(board, Int32Array.BYTES_PER_ELEMENT, length)).toString();
}

/** In the thread: each part is on the board before it begins. */
export function partsOn({ board, leftOut }: Watched): Parts {
  const length = new Int32Array(board, 0, 1);
  const text = new Uint8Array(board, Int32Array.BYTES_PER_ELEMENT);
  const encoder = new TextEncoder();
  return {
    onPart: (what) => {
      Atomics.store(length, 0, encoder.encodeInto(what, text).written);
    },
    leftOut: new Map(leftOut),
  };
}
