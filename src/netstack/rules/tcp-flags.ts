import type { Condition } from "./conditions.ts";
import { exactly } from "../numbers/sets.ts";

/** Bits of the TCP header's flags byte (RFC 9293). */
const bits: Readonly<Record<string, bigint>> = {
  FIN: 1n,
  SYN: 2n,
  RST: 4n,
  PSH: 8n,
  ACK: 16n,
  URG: 32n,
  ECN: 64n,
  ECE: 64n,
  CWR: 128n,
  ALL: 63n,
  NONE: 0n,
};

/** The byte of a list of flag names, `SYN,ACK`. Undefined when a name is not known. */
export function flagBits(names: readonly string[]): bigint | undefined {
  let sum = 0n;
  for (const name of names) {
    const bit = bits[name.toUpperCase()];
    if (bit === undefined) return undefined;
    sum |= bit;
  }
  return sum;
}

/** iptables' `--tcp-flags MASK SET` and `--syn`. */
export function readTcpFlags(option: string, negate: boolean, next: () => string): Condition | undefined {
  const [mask, set] = option === "--syn" ? ["FIN,SYN,RST,ACK", "SYN"] : [next(), next()];
  const maskBits = flagBits(mask.split(","));
  const setBits = flagBits(set.split(","));
  if (maskBits === undefined || setBits === undefined) return undefined;
  return {
    kind: "among",
    key: [
      {
        kind: "bits",
        op: "&",
        left: { kind: "field", field: "tcpFlags" },
        right: { kind: "constant", intervals: [exactly(maskBits)] },
      },
    ],
    set: { elements: [{ key: [exactly(setBits)] }] },
    negate,
  };
}
