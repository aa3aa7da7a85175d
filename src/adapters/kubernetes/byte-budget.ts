/** Bytes that several connections may receive together. */
export class ByteBudget {
  readonly most: number;
  #left: number;

  constructor(most: number) {
    this.most = most;
    this.#left = most;
  }

  /** False when there are not so many left. */
  take(count: number): boolean {
    this.#left -= count;
    return this.#left >= 0;
  }
}
