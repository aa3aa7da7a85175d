/** What groups of a fold are called, as a source and seen from another. */
import { together } from "../../bounded.ts";
import type { Alike } from "../alike.ts";
import type { FoldedGroup } from "./fold.ts";

const digits = /^((?:.*\D)?)(\d+)$/;

/** `team-1 to team-480`, `a, b, c and 66 more`. */
export function namespacesText(namespaces: readonly string[]): string {
  const [first = "", ...others] = namespaces;
  const [, head, start = ""] = digits.exec(first) ?? [];
  const numbers = namespaces
    .flatMap((name) => {
      const [, start, number = ""] = digits.exec(name) ?? [];
      return start === head && String(Number(number)) === number ? [Number(number)] : [];
    })
    .sort((one, other) => one - other);
  const [least = 0] = numbers;
  const isRun = numbers.length === namespaces.length && numbers.every((number, at) => number === least + at);
  if (start !== "" && isRun && others.length > 2)
    return `${head ?? ""}${least} to ${head ?? ""}${least + others.length}`;
  return together(namespaces, 3);
}

const counted = (name: string, pods: number): string => (pods > 1 ? `${name} (${pods} pods)` : name);

/** As a source: `shop/web (2 pods)`, `web (960 pods in all)`. */
export function sourceText({ name, pods, alike }: FoldedGroup): string {
  return alike ? `${name} (${pods} pods in all)` : counted(name, pods);
}

/** As one of some destinations, after what `scopeText` says of them. */
export function targetText({ name, pods, alike }: FoldedGroup): string {
  return alike ? name : counted(name, pods);
}

/** `in each of the 480 namespaces like team-1: `; nothing where the name says all. */
export function scopeText(to: FoldedGroup, from: FoldedGroup | undefined, within: boolean): string {
  if (within) return "in the same namespace: ";
  const { alike } = to;
  if (!alike) return "";
  if (from?.alike === alike) return "in the other namespaces: ";
  return `in each of the ${alike.namespaces.length} namespaces like ${alike.namespaces[0] ?? ""}: `;
}

/** `In each of 480 namespaces (team-1 to team-480)`. */
export function alikeText({ namespaces }: Alike, isNamedAlike: boolean): string {
  const named = isNamedAlike ? "" : `, with the names that they have in ${namespaces[0] ?? ""}`;
  return `In each of ${namespaces.length} namespaces (${namespacesText(namespaces)})${named}`;
}
