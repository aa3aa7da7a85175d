/** Manifests as people keep them in files: YAML or JSON text into objects. */
import { openFile, type Part, type PartRead, type UnreadableText } from "./manifest-parts.ts";
import type { KubernetesObject } from "../objects/objects.ts";

export type { UnreadableText } from "./manifest-parts.ts";

export interface ParsedManifests {
  readonly objects: readonly KubernetesObject[];
  readonly unreadable: readonly UnreadableText[];
  readonly places: PartRead["places"];
}

const isWhole = ({ objects, unreadable }: PartRead): boolean => objects.length > 0 && unreadable.length === 0;

/**
 * When an item taken out of a List cannot be read and the List as a whole can, the List was taken apart wrongly: then the List
 * stands instead of its items. Reads the parts for which `reads` holds.
 */
export function putTogether(parts: readonly Part[], reads: (part: Part) => boolean): Part[] {
  const wrong = new Set(
    parts.flatMap((part) =>
      part.list && reads(part) && !isWhole(part.read()) && isWhole(part.list.read()) ? part.list : [],
    ),
  );
  const told = new Set<Part["list"]>();
  return parts.flatMap((part): Part[] => {
    if (!part.list || !wrong.has(part.list)) return [part];
    if (told.has(part.list)) return [];
    told.add(part.list);
    return [part.list];
  });
}

/** The objects of these parts, in their order. */
export function readParts(parts: readonly Part[]): ParsedManifests {
  const read = putTogether(parts, () => true).map((part) => part.read());
  return {
    objects: read.flatMap(({ objects }) => objects),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
    places: new Map(read.flatMap(({ places }) => [...places])),
  };
}

/**
 * Every object of one file: several documents, lists taken apart. What cannot be read is named with its line, and
 * the other documents are used. Never throws.
 */
export function parseManifests(text: string, file: string): ParsedManifests {
  return readParts(openFile(text, file).parts);
}
