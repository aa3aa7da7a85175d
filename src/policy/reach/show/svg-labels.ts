/** Names beside the rows and columns of a heat map. */
import type { Matrix } from "../matrix.ts";
import { ownName, type FoldedGroup } from "./fold.ts";
import { element, escaped, tooltip } from "./svg-elements.ts";
import type { Frame } from "./svg-frame.ts";

/** A longer name is cut; its tooltip has it whole. */
const longest = 44;

export interface Label {
  readonly short: string;
  readonly whole: string;
}

/** `shop/web`, `shop/web, api`, `team-1/db ×480`. */
export function labelOf({ places, alike }: FoldedGroup, { groups }: Matrix): Label {
  const { name = "", namespaces = [] } = groups[places[0] ?? -1] ?? {};
  const [only, ...more] = namespaces;
  const listed =
    only !== undefined && more.length === 0 && name.includes(", ") ? `${only}/${ownName(name, only)}` : name;
  const cut = listed.length > longest ? `${listed.slice(0, longest - 1)}…` : listed;
  if (!alike) return { short: cut, whole: name };
  const count = alike.namespaces.length;
  return { short: `${cut} ×${count}`, whole: `${name}, and as there in each of ${count} namespaces` };
}

export function labelTexts(labels: readonly Label[], { size, font, left, top }: Frame): string[] {
  return labels.flatMap(({ short, whole }, place) => {
    const middle = (place + 0.5) * size;
    const inner = `${tooltip(whole)}${escaped(short)}`;
    return [
      element("text", { x: left - 6, y: top + middle + font * 0.36, "text-anchor": "end" }, inner),
      element(
        "text",
        { transform: `translate(${Math.round(left + middle + font * 0.3)} ${top - 6}) rotate(-48)` },
        inner,
      ),
    ];
  });
}
