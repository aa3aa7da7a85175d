/** Where a text names something, whatever its style: found without parsing it. */
import { canonicalIp } from "../cidr.ts";
import type { Stretch } from "../yaml/documents.ts";

const partOfName = /[A-Za-z0-9_.]/;

/** In ascending order; none of an empty word. */
export function everyPlaceOf(text: string, word: string): number[] {
  const found: number[] = [];
  if (word === "") return found;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.push(at);
  return found;
}

/**
 * Places where one of these names stands by itself or with a dash and more behind it, as pods are called after their workload.
 * Never misses a value that is the name or begins so: where a quoted text is escaped (`\u0061`), it counts as a place.
 */
export function placesOf(text: string, names: readonly string[]): number[] {
  if (names.length === 0) return [];
  const found = names.flatMap((name) =>
    everyPlaceOf(text, name).filter((at) => {
      const before = text.charAt(at - 1);
      return before !== "-" && !partOfName.test(before) && !partOfName.test(text.charAt(at + name.length));
    }),
  );
  const escapes = everyPlaceOf(text, "\\").filter((at) => /[xuU\n]/.test(text.charAt(at + 1)));
  return [...found, ...escapes].sort((one, other) => one - other);
}

/** Places where one of these addresses stands, however it is spelled; one pass for all of them. */
export function addressPlacesOf(text: string, addresses: ReadonlySet<string>): number[] {
  if (addresses.size === 0) return [];
  const wanted = new Set([...addresses].map(canonicalIp));
  // An IPv4 address has one spelling, unless it stands in an IPv6 one.
  const hasMany = (token: string): boolean => token.indexOf(":") !== token.lastIndexOf(":");
  const found: number[] = [];
  for (const { 0: token, index } of text.matchAll(/(?<![0-9a-fA-F])[0-9a-fA-F]*[.:][0-9a-fA-F.:]+/g))
    if (wanted.has(hasMany(token) ? canonicalIp(token) : token)) found.push(index);
  return found;
}

/** Places where this number is that of a port of nodes, written in any style; where it may be, when that is written unusually. */
export function nodePortPlacesOf(text: string, port: number): number[] {
  const found: number[] = [];
  for (const { 0: key, index } of text.matchAll(/(?:node|host)Port["']?\s*:/g)) {
    const value = /^\s*["']?([0-9]+)(?![0-9A-Za-z._+-])/.exec(
      text.slice(index + key.length, index + key.length + 100),
    );
    if (!value || Number(value[1]) === port) found.push(index);
  }
  return found;
}

/** How many of these places, in ascending order, come before. */
export function countBefore(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of the places, in ascending order, is in the stretch. */
export function isIn({ start, end }: Stretch, places: readonly number[]): boolean {
  return (places[countBefore(places, start)] ?? end) < end;
}
