/** Namespaces that differ in nothing but their names. */

/** Exchanging any two of the namespaces, group by group, changes no cell of the table. */
export interface Alike {
  /** Two or more, in alphabetical order. */
  readonly namespaces: readonly string[];
  /** Places in the table: of each kind of group, the one of each of the namespaces, in their order. */
  readonly groups: readonly (readonly number[])[];
}

/** A group of the table. */
interface Place {
  readonly name: string;
  /** Of its pods. */
  readonly namespaces: readonly string[];
}

interface Candidate {
  readonly namespace: string;
  /** Its groups, in an order that alike namespaces share. */
  readonly places: readonly number[];
}

const scatter = (value: number): number => Math.imul(value ^ (value >>> 15) ^ 0x9e3779b9, 0x85ebca6b);

/** Texts that exchanging namespaces does not change: which answers there are in the row and in the column. */
function fingerprints(cells: Int32Array, size: number): string[] {
  const [rows, columns] = [new Int32Array(size), new Int32Array(size)];
  for (let from = 0; from < size; from += 1)
    for (let to = 0; to < size; to += 1) {
      const mark = scatter(cells[from * size + to] ?? 0);
      rows[from] = ((rows[from] ?? 0) + mark) | 0;
      columns[to] = ((columns[to] ?? 0) + mark) | 0;
    }
  return Array.from({ length: size }, (_, place) =>
    [rows[place], columns[place], cells[place * size + place]].join(" "),
  );
}

/** A function that tells whether two lists of places may be exchanged, one by one. */
function exchange(cells: Int32Array, size: number) {
  const moved = Int32Array.from({ length: size }, (_, place) => place);
  const set = (one: readonly number[], other: readonly number[]): void => {
    for (const [index, place] of one.entries()) moved[place] = other[index] ?? place;
  };
  const same = (place: number, target: number): boolean => {
    for (let at = 0; at < size; at += 1) {
      const to = moved[at] ?? at;
      if (cells[place * size + at] !== cells[target * size + to]) return false;
      if (cells[at * size + place] !== cells[to * size + target]) return false;
    }
    return true;
  };
  return (one: readonly number[], other: readonly number[]): boolean => {
    set(one, other);
    set(other, one);
    const found = one.every((place, index) => same(place, other[index] ?? -1));
    set(one, one);
    set(other, other);
    return found;
  };
}

/**
 * Groups whose pods are of more than one namespace stay by themselves. Exact: to all others and to each other the namespaces
 * found are the same; some that are alike under another pairing of their groups may be missed.
 * @param cells row by row; equal numbers are equal answers.
 */
export function alikeNamespaces(cells: Int32Array, table: readonly Place[]): Alike[] {
  const size = table.length;
  const marks = fingerprints(cells, size);
  const held = new Map<string, number[]>();
  for (const [place, { namespaces }] of table.entries()) {
    const [only, ...more] = namespaces;
    if (only === undefined || more.length > 0) continue;
    const known = held.get(only);
    if (known) known.push(place);
    else held.set(only, [place]);
  }
  const keyOf = (namespace: string, place: number): string =>
    `${marks[place] ?? ""} ${(table[place]?.name ?? "").replaceAll(namespace, "")}`;
  const mayExchange = exchange(cells, size);
  const classes = new Map<string, [Candidate, ...Candidate[]][]>();
  for (const [namespace, all] of [...held].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const places = all.toSorted((one, other) => (keyOf(namespace, one) < keyOf(namespace, other) ? -1 : 1));
    const key = places.map((place) => marks[place]).join("\n");
    const known = classes.get(key) ?? [];
    classes.set(key, known);
    const alike = known.find(([first]) => mayExchange(first.places, places));
    if (alike) alike.push({ namespace, places });
    else known.push([{ namespace, places }]);
  }
  return [...classes.values()].flat().flatMap((alike): Alike[] => {
    const [first, ...others] = alike;
    if (others.length === 0) return [];
    const kinds = [...first.places.keys()].sort(
      (one, other) => (first.places[one] ?? 0) - (first.places[other] ?? 0),
    );
    return [
      {
        namespaces: alike.map(({ namespace }) => namespace),
        groups: kinds.map((kind) => alike.flatMap(({ places }) => places[kind] ?? [])),
      },
    ];
  });
}
