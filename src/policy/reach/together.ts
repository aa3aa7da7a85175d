/** Ends of two models that neither of them tells apart from their like. */
import type { Pod } from "../../model/kubernetes.ts";
import { podKey, podNamespace } from "../input/inventory.ts";
import { podName } from "../match/ends.ts";
import type { AddressBlock } from "./outsiders.ts";
import type { Study } from "./study.ts";

export interface Together {
  /** Places in the two studies. */
  readonly was: number;
  readonly is: number;
  /** The pods that both have, by what a person calls them; an address outside goes by its name and has none. */
  readonly names: ReadonlyMap<string, readonly Pod[]>;
  /** Of an address outside. */
  readonly addresses: AddressBlock | undefined;
}

/** Pods that only one of them has are left out. The addresses outside are the same in both, in one order. */
export function together(was: Study, is: Study): Together[] {
  const now = new Map(
    is.classes.flatMap(({ pods }, place) => pods.map((pod) => [podKey(pod), place] as const)),
  );
  const first = new Map<string, number>();
  const placeOf = (study: Study, side: string, place: number): number => {
    const key = `${side} ${study.signatures[place] ?? ""}`;
    const known = first.get(key) ?? place;
    first.set(key, known);
    return known;
  };
  const found = new Map<string, Omit<Together, "names"> & { readonly names: Map<string, Pod[]> }>();
  for (const [place, { pods }] of was.classes.entries())
    for (const pod of pods) {
      const later = now.get(podKey(pod));
      if (later === undefined) continue;
      const [one, other] = [placeOf(was, "was", place), placeOf(is, "is", later)];
      const held = found.get(`${one} ${other}`) ?? {
        was: one,
        is: other,
        names: new Map<string, Pod[]>(),
        addresses: undefined,
      };
      found.set(`${one} ${other}`, held);
      const name = `${podNamespace(pod)}/${podName(pod)}`;
      const same = held.names.get(name);
      if (same) same.push(pod);
      else held.names.set(name, [pod]);
    }
  const outside = (study: Study): number[] =>
    [...study.classes.keys()].filter((place) => study.classes[place]?.outsider !== undefined);
  const later = outside(is);
  return [
    ...found.values(),
    ...outside(was).flatMap((place, index): Together[] => {
      const other = later[index];
      const outsider = was.classes[place]?.outsider;
      return other === undefined || !outsider
        ? []
        : [
            {
              was: place,
              is: other,
              names: new Map([[outsider.name, []]]),
              addresses: outsider.addresses,
            },
          ];
    }),
  ];
}
