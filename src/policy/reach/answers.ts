/** What a table says of one pair of ends, over all that may differ between packets of the pair. */
import type { PortRange } from "../verdict/port-ranges.ts";
import { reachText, untold, type Reach } from "./reach.ts";
import type { Reaches } from "./rows.ts";

export interface Answer {
  /** `everything`, `nothing`, `TCP 80, UDP 53, ICMP?`, …: `?` marks what cannot be told from the policies. */
  readonly text: string;
  readonly open: readonly PortRange[];
  /** May be open or not. */
  readonly unsure: readonly PortRange[];
  /** What packets of IPv6 may do, where it differs. */
  readonly ipv6?: Reach;
  /** One uses its node's network: what is so for pods of that very node, where it differs. */
  readonly onOwnNode?: Answer;
}

/** No packet goes between the two. */
export const noFamily: Answer = { text: "no address family in common", ...untold };

/** Numbers of the answers; equal ones have one number. */
export class Answers {
  readonly list: Answer[] = [];
  readonly #reaches: Reaches;
  readonly #numbers = new Map<string, number>();

  constructor(reaches: Reaches) {
    this.#reaches = reaches;
  }

  /**
   * @param ipv4 number of a reach, -1 when the two ends have no such addresses; `ipv6` likewise.
   * @param own number of the answer for two ends of one node, where that may be another one.
   */
  numberOf(ipv4: number, ipv6: number, own?: number): number {
    const key = `${ipv4} ${ipv6 === ipv4 ? -1 : ipv6} ${own ?? ""}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = this.#make(ipv4, ipv6, this.list[own ?? -1]);
    const same = this.list.findIndex((one) => JSON.stringify(one) === JSON.stringify(made));
    const number = same < 0 ? this.list.push(made) - 1 : same;
    this.#numbers.set(key, number);
    return number;
  }

  #make(ipv4: number, ipv6: number, own: Answer | undefined): Answer {
    const [four, six] = [this.#reaches.list[ipv4], this.#reaches.list[ipv6]];
    const first = four ?? six;
    if (!first) return noFamily;
    const apart = four !== undefined && six !== undefined && reachText(four) !== reachText(six);
    const text = apart ? `by IPv4 ${reachText(four)}; by IPv6 ${reachText(six)}` : reachText(first);
    return {
      text: own && own.text !== text ? `${text} (on its own node ${own.text})` : text,
      open: first.open,
      unsure: first.unsure,
      ...(apart ? { ipv6: six } : {}),
      ...(own && own.text !== text ? { onOwnNode: own } : {}),
    };
  }
}
