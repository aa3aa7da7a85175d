/** The parts of a file with what can be told of them before they are parsed. */
import type { OpenFile, Part, PartRead } from "./manifest-parts.ts";
import { putTogether } from "./manifests.ts";
import { addressPlacesOf, everyPlaceOf, isIn, nodePortPlacesOf, placesOf } from "./mentions.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import type { Sketch } from "../yaml/sketch.ts";

/** The name that stands somewhere in every object by which `compile` knows what enforces policies. */
const datapathName = "cilium";

function sketchOf({ kind, metadata, apiVersion }: KubernetesObject): Sketch {
  const namespace = "namespace" in metadata ? metadata.namespace : undefined;
  return {
    kind,
    apiVersion: typeof apiVersion === "string" ? apiVersion : "",
    namespace: typeof namespace === "string" && namespace !== "" ? namespace : undefined,
  };
}

/** A part with what it is: from its lines, or else parsed, and then each object by itself. */
export interface Candidate {
  readonly part: Part;
  /** Undefined: it is no object. */
  readonly is: Sketch | undefined;
  /** Names an end, or may. */
  readonly mentions: boolean;
  /** May tell what enforces policies in the cluster. */
  readonly mayTell: boolean;
}

const made = ({ start, end }: Part, read: PartRead): Part => ({
  start,
  end,
  sketch: undefined,
  read: () => read,
});

function placeOf(object: KubernetesObject, places: PartRead["places"]): PartRead["places"] {
  const place = places.get(object);
  return new Map(place ? [[object, place]] : []);
}

/** Who to look for: names as `placesOf` finds them, and addresses, of which there may be many. */
export interface Sought {
  readonly names: readonly string[];
  readonly addresses: ReadonlySet<string>;
  /** A port of nodes that leads to somebody. */
  readonly nodePort: number | undefined;
}

const seek = (text: string, { names, addresses, nodePort }: Sought): number[] =>
  [
    ...placesOf(text, names),
    ...addressPlacesOf(text, addresses),
    ...(nodePort === undefined ? [] : nodePortPlacesOf(text, nodePort)),
  ].sort((one, other) => one - other);

export function candidatesOf({ text, parts }: OpenFile, sought: Sought): Candidate[] {
  const places = seek(text, sought);
  const tellers = everyPlaceOf(text, datapathName);
  return putTogether(parts, ({ sketch }) => sketch === undefined).flatMap((part): Candidate[] => {
    const mentions = isIn(part, places);
    const mayTell = isIn(part, tellers);
    if (part.sketch) return [{ part, is: part.sketch, mentions, mayTell }];
    const { objects, unreadable, places: stand } = part.read();
    const told = objects.map((object): Candidate => {
      const text = mentions || mayTell ? JSON.stringify(object) : "";
      return {
        part: made(part, { objects: [object], unreadable: [], places: placeOf(object, stand) }),
        is: sketchOf(object),
        mentions: mentions && seek(text, sought).length > 0,
        mayTell: mayTell && text.includes(datapathName),
      };
    });
    const rest = made(part, { objects: [], unreadable, places: new Map() });
    return [...told, { part: rest, is: undefined, mentions: false, mayTell: false }];
  });
}
