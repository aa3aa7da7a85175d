/** Bytes as they arrive, taken by line or by count. */
export class ByteReader {
  #chunks: Buffer[] = [];
  #length = 0;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    this.#wake?.();
  }

  /** Nothing more will come: whoever waits, now or later, gets this error. */
  fail(error: Error): void {
    this.#error ??= error;
    this.#wake?.();
  }

  /** The next line without its newline. Throws the error of `fail`. */
  async line(): Promise<string> {
    for (;;) {
      const all = this.#join();
      const end = all.indexOf(10);
      if (end >= 0) return this.#take(end + 1).toString("utf8", 0, end);
      await this.#more();
    }
  }

  /** Exactly this many bytes. Throws the error of `fail`. */
  async bytes(count: number): Promise<Buffer> {
    while (this.#length < count) await this.#more();
    return this.#take(count);
  }

  #join(): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    if (all) return all;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #take(count: number): Buffer {
    const all = this.#join();
    this.#chunks = [all.subarray(count)];
    this.#length -= count;
    return all.subarray(0, count);
  }

  async #more(): Promise<void> {
    if (this.#error) throw this.#error;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}
