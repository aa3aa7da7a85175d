/** Ends of two models that neither of them tells apart from their like. */
import type { Pod } from "../../model/kubernetes.ts";
import { podKey } from "../objects/inventory.ts";
import type { Outsider } from "./outsiders.ts";
import type { Study } from "./study.ts";

export interface Together {
  /** Places in the two studies. */
  readonly was: number;
  readonly is: number;
  /** The pods that both have; empty for an address outside. */
  readonly pods: readonly Pod[];
  readonly outsider: Outsider | undefined;
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
  const found = new Map<string, Together & { readonly pods: Pod[] }>();
  for (const [place, { pods }] of was.classes.entries())
    for (const pod of pods) {
      const later = now.get(podKey(pod));
      if (later === undefined) continue;
      const [one, other] = [placeOf(was, "was", place), placeOf(is, "is", later)];
      const key = `${one} ${other}`;
      const held = found.get(key);
      if (held) held.pods.push(pod);
      else found.set(key, { was: one, is: other, pods: [pod], outsider: undefined });
    }
  const outside = (study: Study): number[] =>
    [...study.classes.keys()].filter((place) => study.classes[place]?.outsider !== undefined);
  const later = outside(is);
  return [
    ...found.values(),
    ...outside(was).flatMap((place, index): Together[] => {
      const other = later[index];
      const outsider = was.classes[place]?.outsider;
      return other === undefined || !outsider ? [] : [{ was: place, is: other, pods: [], outsider }];
    }),
  ];
}
