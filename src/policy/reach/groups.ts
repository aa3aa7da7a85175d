/** Ends that are told of together. */
import type { Pod } from "../../model/kubernetes.ts";
import { podKey, podNamespace } from "../objects/inventory.ts";
import { groupNamer, outsideName } from "./group-names.ts";
import type { AddressBlock, Outsider } from "./outsiders.ts";

/** Pods, or addresses outside. */
export interface EndGroup {
  /** `shop/web`, `every pod of shop`, `addresses in 10.0.0.0/8`. */
  readonly name: string;
  /** Of the pods, in alphabetical order; empty for addresses outside. */
  readonly namespaces: readonly string[];
  /** `namespace/name`, in alphabetical order; empty for addresses outside. */
  readonly pods: readonly string[];
  /** Of addresses outside, where they are; absent for pods. */
  readonly addresses?: readonly AddressBlock[];
}

/** A function that makes groups of these pods, or of outsiders: no two disjoint groups get one name. */
export function groupMaker(
  all: readonly Pod[],
): (pods: readonly Pod[], outside: readonly Outsider[]) => EndGroup {
  const nameOf = groupNamer(all);
  return (pods, outside) => ({
    name: outside.length > 0 ? outsideName(outside) : nameOf(pods),
    namespaces: [...new Set(pods.map(podNamespace))].sort(),
    pods: pods.map(podKey).sort(),
    ...(outside.length > 0 ? { addresses: outside.map(({ addresses }) => addresses) } : {}),
  });
}

/** Pods by name, then what is outside. */
export function byName(one: EndGroup, other: EndGroup): number {
  return (
    Number(one.pods.length === 0) - Number(other.pods.length === 0) ||
    (one.pods.length === 0 ? 0 : one.name < other.name ? -1 : 1)
  );
}
