/** A matrix with namespaces that are alike told once. */
import type { Alike } from "../alike.ts";
import type { Matrix } from "../matrix.ts";

/** A group, or one of each of some namespaces that are alike. */
export interface FoldedGroup {
  /** In one of several namespaces, as in the first of them and without its name: `web`, `every pod`. */
  readonly name: string;
  /** Places in the matrix: one, or as many as there are namespaces. */
  readonly places: readonly number[];
  /** Pods of all of them. */
  readonly pods: number;
  readonly alike: Alike | undefined;
}

export interface Fold {
  /** Of alike namespaces, the more the earlier, then what is by itself in the matrix's order. */
  readonly groups: readonly FoldedGroup[];
  /** What any of the one reaches of any of the other; of one namespace among several, see `within`. */
  readonly cells: readonly (readonly string[])[];
  /** What it reaches in its own namespace, where both are of the same alike namespaces. */
  readonly within: readonly (readonly (string | undefined)[])[];
}

/** The group's name in its own namespace. */
export function ownName(name: string, namespace: string): string {
  if (name === `every pod of ${namespace}`) return "every pod";
  const head = `${namespace}/`;
  return name
    .split(", ")
    .map((part) => (part.startsWith(head) ? part.slice(head.length) : part))
    .join(", ");
}

/** Whether the groups have the same names in each of the namespaces. */
export function sameNames({ groups }: Matrix, { namespaces, groups: kinds }: Alike): boolean {
  return kinds.every((places) => {
    const names = places.map((place, index) => ownName(groups[place]?.name ?? "", namespaces[index] ?? ""));
    return names.every((name) => name === names[0]);
  });
}

/** Nothing is lost: cell for cell, the matrix can be put together again. */
export function fold({ groups, cells, alike }: Matrix): Fold {
  const podsOf = (places: readonly number[]): number =>
    places.reduce((sum, place) => sum + (groups[place]?.pods.length ?? 0), 0);
  const folded = alike
    .toSorted((one, other) => other.namespaces.length - one.namespaces.length)
    .flatMap((one) =>
      one.groups.map((places): FoldedGroup => {
        const name = ownName(groups[places[0] ?? -1]?.name ?? "", one.namespaces[0] ?? "");
        return { name, places, pods: podsOf(places), alike: one };
      }),
    );
  const told = new Set(folded.flatMap(({ places }) => places));
  const all = [
    ...folded,
    ...groups.flatMap(({ name, pods }, place): FoldedGroup[] =>
      told.has(place) ? [] : [{ name, places: [place], pods: pods.length, alike: undefined }],
    ),
  ];
  const isAlike = (from: FoldedGroup, to: FoldedGroup): boolean =>
    from.alike !== undefined && from.alike === to.alike;
  const cell = (from: FoldedGroup, to: FoldedGroup, namespace: number): string =>
    cells[from.places[0] ?? -1]?.[to.places[namespace] ?? -1] ?? "";
  return {
    groups: all,
    cells: all.map((from) => all.map((to) => cell(from, to, isAlike(from, to) ? 1 : 0))),
    within: all.map((from) => all.map((to) => (isAlike(from, to) ? cell(from, to, 0) : undefined))),
  };
}
