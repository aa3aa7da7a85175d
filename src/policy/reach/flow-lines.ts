/** Flows as lines a person reads: pods of one application together. */
import type { Pod } from "../../model/kubernetes.ts";
import { podKey } from "../input/inventory.ts";
import { rangeText, type PortRange } from "../verdict/port-ranges.ts";
import { whereText, type Change, type Nodes } from "./changes.ts";
import type { Together } from "./together.ts";

interface Line {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly froms: Set<string>;
  readonly tos: Set<string>;
}

const counted = (name: string, pods: ReadonlySet<string>): string =>
  pods.size > 1 ? `${name} (${pods.size} pods)` : name;

/** Whether there is a pair of two pods that run on one node, or do not, if that is what is spoken of. */
function meets(froms: readonly Pod[], tos: readonly Pod[], nodes: Nodes): boolean {
  const [only] = froms;
  if (nodes === undefined) return froms.length !== 1 || tos.length !== 1 || only !== tos[0];
  const isSame = (one: Pod, other: Pod): boolean =>
    one.spec.nodeName !== undefined && one.spec.nodeName === other.spec.nodeName;
  return froms.some((from) => tos.some((to) => isSame(from, to) === (nodes === "same")));
}

/** One line per pair of applications and set of ports. */
export class FlowLines {
  readonly #lines = new Map<string, Line>();

  /** @param change says which of the pairs are meant. */
  add(
    from: Together,
    to: Together,
    change: Pick<Change, "nodes" | "family">,
    ranges: readonly PortRange[],
  ): void {
    if (ranges.length === 0) return;
    const on = `${ranges.map(rangeText).join(", ")}${whereText(change)}`;
    for (const [name, pods] of from.names)
      for (const [other, others] of to.names) {
        if (!meets(pods, others, change.nodes)) continue;
        const key = `${name}\n${other}\n${on}`;
        const line = this.#lines.get(key) ?? { from: name, to: other, on, froms: new Set(), tos: new Set() };
        this.#lines.set(key, line);
        for (const pod of pods) line.froms.add(podKey(pod));
        for (const pod of others) line.tos.add(podKey(pod));
      }
  }

  /** `a/x (2 pods) → b/y on TCP 80`, in alphabetical order. */
  lines(): string[] {
    return [...this.#lines.values()]
      .map(({ from, to, on, froms, tos }) => `${counted(from, froms)} → ${counted(to, tos)} on ${on}`)
      .sort();
  }
}
