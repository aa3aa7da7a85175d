/** What of the opened flows was asked for, and what else opens. */
import type { PolicyFlow } from "../match/ends.ts";
import type { ResolvedFlow } from "../verdict/evaluate.ts";
import { groupOf } from "./opened-text.ts";
import type { OpenedPair } from "./opened.ts";
import type { PortRange } from "../verdict/port-ranges.ts";

export type Ends = Pick<ResolvedFlow, "from" | "to">;

export interface Parted {
  /** The asked pair of applications on the asked port. */
  readonly meant: readonly OpenedPair[];
  readonly also: readonly OpenedPair[];
}

export function part(pairs: readonly OpenedPair[], { from, to }: Ends, flow: PolicyFlow): Parted {
  const meant: OpenedPair[] = [];
  const also: OpenedPair[] = [];
  for (const pair of pairs) {
    const samePair = groupOf(pair.from) === groupOf(from) && groupOf(pair.to) === groupOf(to);
    const isMeant = ({ protocol, first, last }: PortRange): boolean =>
      samePair && protocol === flow.protocol && first === flow.port && last === flow.port;
    const asked = pair.ranges.filter(isMeant);
    const other = pair.ranges.filter((range) => !isMeant(range));
    if (asked.length > 0) meant.push({ ...pair, ranges: asked });
    if (other.length > 0) also.push({ ...pair, ranges: other });
  }
  return { meant, also };
}
