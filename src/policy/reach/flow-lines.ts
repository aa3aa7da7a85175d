/** Flows as lines a person reads: pods of one application together. */
import type { Pod } from "../../model/kubernetes.ts";
import { podKey } from "../input/inventory.ts";
import { rangeText, type PortRange } from "../verdict/port-ranges.ts";
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

/** Whether there is a pair of two pods, on one node if that is what is spoken of. */
function meets(froms: readonly Pod[], tos: readonly Pod[], where: string): boolean {
  if (where === " (on its own node)") {
    const nodes = new Set(froms.map(({ spec }) => spec.nodeName));
    return tos.some(({ spec }) => spec.nodeName !== undefined && nodes.has(spec.nodeName));
  }
  const [only] = froms;
  return froms.length !== 1 || tos.length !== 1 || only !== tos[0];
}

/** One line per pair of applications and set of ports. */
export class FlowLines {
  readonly #lines = new Map<string, Line>();

  /** @param where said after the ports. */
  add(
    { from, to, where }: { readonly from: Together; readonly to: Together; readonly where: string },
    ranges: readonly PortRange[],
  ): void {
    if (ranges.length === 0) return;
    const on = `${ranges.map(rangeText).join(", ")}${where}`;
    for (const [name, pods] of from.names)
      for (const [other, others] of to.names) {
        if (!meets(pods, others, where)) continue;
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
