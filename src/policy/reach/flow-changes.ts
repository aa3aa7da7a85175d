/** Changed flows, pods of one application together. */
import type { Pod } from "../../model/kubernetes.ts";
import { podKey } from "../input/inventory.ts";
import type { Verdict } from "../verdict/decide.ts";
import { rangeText, type PortRange } from "../verdict/port-ranges.ts";
import type { Change, Nodes } from "./changes.ts";
import type { AddressBlock } from "./outsiders.ts";
import type { Together } from "./together.ts";

/** Pods of one application in one namespace, or addresses outside. */
export interface FlowEnd {
  /** `shop/web`, `addresses in 10.0.0.0/8`, `elsewhere outside`. */
  readonly name: string;
  /** `namespace/name`, in alphabetical order; empty for addresses outside. */
  readonly pods: readonly string[];
  /** How many pods of that name there are, when these are not all of them. */
  readonly of?: number;
  /** Absent for pods. */
  readonly addresses?: AddressBlock;
}

/** What changes between each of the ones and each of the others; a pod and itself are no pair. */
export interface FlowChange {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** Ports of the destination, first and last included; of ICMP there is one, 0. */
  readonly ranges: readonly PortRange[];
  /** `undecidable`: the policies do not tell. */
  readonly before: Verdict;
  readonly after: Verdict;
  /** Only packets of this family; absent: of each that both ends have. */
  readonly family?: 4 | 6;
  /** Only pairs on one node, or on two; absent: it makes no difference. */
  readonly nodes?: "same" | "other";
}

interface Held {
  readonly from: string;
  readonly to: string;
  readonly change: Change;
  readonly tos: Map<Together, Set<Together>>;
}

/** Whether there is a pair of two pods that run on one node, or do not, if that is what is spoken of. */
function meets(froms: readonly Pod[], tos: readonly Pod[], nodes: Nodes): boolean {
  const [only] = froms;
  if (nodes === undefined) return froms.length !== 1 || tos.length !== 1 || only !== tos[0];
  const isSame = (one: Pod, other: Pod): boolean =>
    one.spec.nodeName !== undefined && one.spec.nodeName === other.spec.nodeName;
  return froms.some((from) => tos.some((to) => isSame(from, to) === (nodes === "same")));
}

/** Sources with the same destinations, as one. */
function rectangles(tos: Held["tos"], numberOf: (one: Together) => number) {
  const found = new Map<string, { readonly froms: Together[]; readonly tos: readonly Together[] }>();
  for (const [from, reached] of tos) {
    const key = [...reached].map(numberOf).join(" ");
    const same = found.get(key);
    if (same) same.froms.push(from);
    else found.set(key, { froms: [from], tos: [...reached] });
  }
  return [...found.values()];
}

/** Collects changes pair by pair; each pair and port that changes is in exactly one of the result. */
export class FlowChanges {
  readonly #held = new Map<string, Held>();
  readonly #numbers: ReadonlyMap<Together, number>;
  readonly #podsOf = new Map<string, number>();

  /** @param all everyone who is compared. */
  constructor(all: readonly Together[]) {
    this.#numbers = new Map(all.map((one, place) => [one, place]));
    for (const { names } of all)
      for (const [name, pods] of names) this.#podsOf.set(name, (this.#podsOf.get(name) ?? 0) + pods.length);
  }

  add(from: Together, to: Together, change: Change): void {
    const { nodes, family = "", before, after, ranges } = change;
    const what = `${before} ${after} ${family} ${nodes ?? ""} ${ranges.map(rangeText).join(",")}`;
    for (const [name, pods] of from.names)
      for (const [other, others] of to.names) {
        if (!meets(pods, others, nodes)) continue;
        const key = `${name}\n${other}\n${what}`;
        const held: Held = this.#held.get(key) ?? { from: name, to: other, change, tos: new Map() };
        this.#held.set(key, held);
        const reached = held.tos.get(from);
        if (reached) reached.add(to);
        else held.tos.set(from, new Set([to]));
      }
  }

  /** By the names of their ends. */
  list(): FlowChange[] {
    const numberOf = (one: Together): number => this.#numbers.get(one) ?? -1;
    return [...this.#held.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, { from, to, change, tos }]) =>
        rectangles(tos, numberOf).map((one): FlowChange => {
          const { family, nodes, before, after, ranges } = change;
          return {
            from: this.#endOf(from, one.froms),
            to: this.#endOf(to, one.tos),
            ranges,
            before,
            after,
            ...(family === undefined ? {} : { family }),
            ...(nodes === undefined ? {} : { nodes }),
          };
        }),
      );
  }

  #endOf(name: string, all: readonly Together[]): FlowEnd {
    const pods = all.flatMap(({ names }) => (names.get(name) ?? []).map(podKey)).sort();
    const total = this.#podsOf.get(name) ?? 0;
    const addresses = all[0]?.addresses;
    return {
      name,
      pods,
      ...(total > pods.length ? { of: total } : {}),
      ...(addresses ? { addresses } : {}),
    };
  }
}
