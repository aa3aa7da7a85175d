import type { Interval } from "./sets.ts";

/** A part of a rule that does not read as expected: the rule is then undecided, nothing else. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** Decimal or 0x number. Throws NotUnderstood. */
export function bigintOf(text: string): bigint {
  if (!/^(\d+|0x[0-9a-f]+)$/i.test(text)) throw new NotUnderstood(text);
  return BigInt(text);
}

/** `80`, `30000:32767`, `1000:`, `22,8000:8010` (or with another sign for ranges). Throws NotUnderstood. */
export function numberIntervals(text: string, rangeSign: ":" | "-" = ":"): readonly Interval[] {
  return text.split(",").map((item) => {
    const [from = "", to = from] = item.split(rangeSign);
    return {
      from: from === "" ? 0n : bigintOf(from),
      to: to === "" ? 65535n : bigintOf(to),
    };
  });
}
