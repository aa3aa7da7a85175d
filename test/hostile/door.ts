import type fc from "fast-check";

export interface Door {
  readonly name: string;
  /** Of a hundred inputs. */
  readonly share: number;
  /** One input, drawn but not yet let in. */
  readonly inputs: fc.Arbitrary<() => void | Promise<void>>;
}
