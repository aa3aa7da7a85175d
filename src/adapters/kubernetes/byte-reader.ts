/** What came is not what was agreed on: more than a line or an answer may have. */
export class TooMuch extends Error {
  override readonly name = "TooMuch";
}

/** No line of the session's own language is longer: a status, a size, why the script refused. */
const longestLine = 4096;
/** Smaller ones are copied together: a million pieces of one byte would take a hundred times their size. */
const smallPiece = 4096;
const roomBytes = 64 * 1024;

/** Bytes as they arrive, taken by line or by count. What is taken costs as much as it is long, however it arrived. */
export class ByteReader {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Where small pieces are copied to, and how much of it is used; its used end is the last chunk. */
  #room: Buffer | undefined;
  #used = 0;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  push(chunk: Buffer): void {
    this.#length += chunk.length;
    if (chunk.length < smallPiece) this.#copy(chunk);
    else {
      this.#chunks.push(chunk);
      this.#room = undefined;
    }
    this.#wake?.();
  }

  /** Nothing more will come: whoever waits, now or later, gets this error. */
  fail(error: Error): void {
    this.#error ??= error;
    this.#wake?.();
  }

  /** The next line without its newline. Throws TooMuch, and the error of `fail`. */
  async line(): Promise<string> {
    let passed = 0;
    // Chunk and byte up to which there is no newline: the last chunk may grow.
    let [index, from] = [0, 0];
    for (;;) {
      for (let chunk = this.#chunks[index]; chunk; chunk = this.#chunks[index]) {
        const end = chunk.indexOf(10, from);
        const length = passed + (end >= 0 ? end : chunk.length);
        if (length > longestLine) throw new TooMuch(`a line of more than ${longestLine} bytes came back`);
        if (end >= 0) return this.#take(length + 1).toString("utf8", 0, length);
        if (index === this.#chunks.length - 1) {
          from = chunk.length;
          break;
        }
        passed += chunk.length;
        index += 1;
        from = 0;
      }
      await this.#more();
    }
  }

  /** Exactly this many bytes. Throws the error of `fail`. */
  async bytes(count: number): Promise<Buffer> {
    while (this.#length < count) await this.#more();
    return this.#take(count);
  }

  #copy(piece: Buffer): void {
    const last = this.#chunks.length - 1;
    if (this.#room && last >= 0 && this.#used + piece.length <= roomBytes) {
      const start = this.#used - (this.#chunks[last]?.length ?? 0);
      piece.copy(this.#room, this.#used);
      this.#used += piece.length;
      this.#chunks[last] = this.#room.subarray(start, this.#used);
      return;
    }
    this.#room = Buffer.allocUnsafe(roomBytes);
    this.#used = piece.copy(this.#room);
    this.#chunks.push(this.#room.subarray(0, this.#used));
  }

  #take(count: number): Buffer {
    const taken: Buffer[] = [];
    let missing = count;
    let index = 0;
    for (let chunk = this.#chunks[index]; chunk && missing > 0; chunk = this.#chunks[index]) {
      if (chunk.length > missing) {
        taken.push(chunk.subarray(0, missing));
        this.#chunks[index] = chunk.subarray(missing);
        missing = 0;
        break;
      }
      taken.push(chunk);
      missing -= chunk.length;
      index += 1;
    }
    this.#chunks.splice(0, index);
    this.#length -= count;
    const [only] = taken;
    return only && taken.length === 1 ? only : Buffer.concat(taken);
  }

  async #more(): Promise<void> {
    if (this.#error) throw this.#error;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}
