import type { Interval, NamedSet, SetElement } from "../numbers/sets.ts";

/** A value read from a packet: undefined is not known, null does not exist in this packet. */
export type Part = bigint | string | undefined | null;

/** The element that holds the key for certain, and those that may. */
export interface Lookup {
  readonly certain?: SetElement;
  readonly possible: readonly SetElement[];
}

/** Looks a key up as the kernel does: the narrowest net wins, nft's catch-all element comes last. */
export function elementsFor(set: NamedSet, key: readonly Part[]): Lookup {
  let certain: SetElement | undefined;
  const possible: SetElement[] = [];
  for (const element of set.elements) {
    const answer = holds(element, key);
    if (answer === "yes" && (certain === undefined || narrower(element, certain))) certain = element;
    if (answer === "maybe") possible.push(element);
  }
  return certain ? { certain, possible } : { possible };
}

/** Whether a key is in a set. */
export function membership(set: NamedSet, key: readonly Part[]): "yes" | "no" | "maybe" {
  if (key.includes(null)) return "no";
  const { certain, possible } = elementsFor(set, key);
  if (certain && certain.nomatch !== true)
    return possible.some((element) => element.nomatch === true) ? "maybe" : "yes";
  return set.undecidable !== undefined || possible.some((element) => element.nomatch !== true)
    ? "maybe"
    : "no";
}

function holds(element: SetElement, key: readonly Part[]): "yes" | "no" | "maybe" {
  let answer: "yes" | "maybe" = "yes";
  for (const [index, interval] of element.key.entries()) {
    const one = inInterval(interval, key[index]);
    if (one === "no") return "no";
    if (one === "maybe") answer = "maybe";
  }
  return answer;
}

/** Whether one value lies in an interval. */
export function inInterval(interval: Interval, part: Part): "yes" | "no" | "maybe" {
  if (part === undefined) return "maybe";
  if (part === null) return "no";
  if ("name" in interval) {
    if (typeof part !== "string") return "no";
    return (interval.prefix ? part.startsWith(interval.name) : part === interval.name) ? "yes" : "no";
  }
  return typeof part === "bigint" && part >= interval.from && part <= interval.to ? "yes" : "no";
}

function narrower(one: SetElement, other: SetElement): boolean {
  if (other.key.length === 0) return true;
  if (one.key.length === 0) return false;
  return width(one.key) < width(other.key);
}

function width(key: readonly Interval[]): bigint {
  return key.reduce((sum, interval) => sum + ("name" in interval ? 0n : interval.to - interval.from), 0n);
}
