/** All pairs of a model's ends, answered at once. */
import type { PolicyModel } from "../compile.ts";
import type { Answers } from "./answers.ts";
import { classesOf, type EndClass, type Family, type Scope } from "./classes.ts";
import { onOwnNode } from "./own-node.ts";
import { planeOf } from "./plane.ts";
import type { Reaches } from "./rows.ts";
import { isUnreadFor } from "../unread.ts";

export interface Study {
  readonly classes: readonly EndClass[];
  /** Texts by place: classes of equal texts are answered alike in every pair. */
  readonly signatures: readonly string[];
  /**
   * Numbers of answers, row by row, from each of these places to each of them; -1 from one address outside to another. A place
   * to itself is one pod of the class to another.
   */
  cells(places: readonly number[]): Int32Array;
}

export function study(
  model: PolicyModel,
  scope: Scope,
  { reaches, answers }: { readonly reaches: Reaches; readonly answers: Answers },
): Study {
  const { spoken, unread = [] } = scope;
  const classes = classesOf(model, scope);
  const four = planeOf(model, classes, 4, { spoken, reaches });
  // Where no address is of IPv6, whatever has an address at all is in the first plane.
  const six =
    classes.some(({ seen }) => !seen[4]) || classes.some(({ seen }) => seen[6]?.end.address)
      ? planeOf(model, classes, 6, { spoken, reaches })
      : undefined;
  const signatures = classes.map(({ onHost, outsider, seen }, place) => {
    const kind = outsider ? "outside" : onHost ? "host" : "pod";
    const end = (seen[4] ?? seen[6])?.end;
    // On its own node a pod meets policies that were not read otherwise than policies that are not decided.
    return `${kind} ${end && isUnreadFor(unread, end) ? "unread" : ""} ${four.signatures[place] ?? ""} ${six?.signatures[place] ?? ""}`;
  });
  /** The answer for two ends of one node, where one is a pod and the other uses its node's network. */
  const ownNode = (one: EndClass | undefined, other: EndClass | undefined): number | undefined => {
    if (!one || !other || one.outsider || other.outsider || one.onHost === other.onHost) return undefined;
    const reachBy = (family: Family): number => {
      const [from, to] = [one.seen[family]?.end, other.seen[family]?.end];
      return from && to ? reaches.numberOf(onOwnNode(model, { from, to }, unread)) : -1;
    };
    return answers.numberOf(reachBy(4), six ? reachBy(6) : -1);
  };
  const cells = (places: readonly number[]): Int32Array => {
    const size = places.length;
    const result = four.cells(places);
    const second = six?.cells(places);
    const outer = places.map((place) => classes[place]?.outsider !== undefined);
    const host = places.map((place) => classes[place]?.onHost === true);
    const known: number[] = [];
    for (let from = 0; from < size; from += 1)
      for (let to = 0; to < size; to += 1) {
        const at = from * size + to;
        const ipv4 = result[at] ?? -1;
        if (outer[from] === true && outer[to] === true) result[at] = -1;
        else if (host[from] !== host[to] || second) {
          const own = ownNode(classes[places[from] ?? -1], classes[places[to] ?? -1]);
          result[at] = answers.numberOf(ipv4, second?.[at] ?? -1, own);
        } else result[at] = known[ipv4] ??= answers.numberOf(ipv4, -1);
      }
    return result;
  };
  return { classes, signatures, cells };
}
