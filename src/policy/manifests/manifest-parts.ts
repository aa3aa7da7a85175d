/** A file of manifests as parts that are parsed one by one, and only when they are asked for. */
import { z } from "zod";
import { lazy } from "../lazy.ts";
import { splitDocuments, splitItems, type Stretch } from "../yaml/documents.ts";
import { lineOfField } from "../yaml/field-line.ts";
import { itemsOf } from "../objects/lists.ts";
import { countBefore, everyPlaceOf } from "./mentions.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import { sketch, type Sketch } from "../yaml/sketch.ts";
import type { Unread } from "../unread.ts";
import { policiesIn } from "./unread-text.ts";
import { isTooDeep, loadYaml } from "../yaml/yaml.ts";

/** A part of a file that is no object. */
export interface UnreadableText {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly says: string;
  /** Of whom it may have held policies; absent when it surely holds none. */
  readonly policiesOf?: Unread;
}

/** Where an object was read. */
export interface Place {
  readonly file: string;
  /** From 1, of a field of the object; of the object itself for "". */
  readonly lineOf: (field: string) => number;
}

export interface PartRead {
  readonly places: ReadonlyMap<KubernetesObject, Place>;
  readonly objects: readonly KubernetesObject[];
  readonly unreadable: readonly UnreadableText[];
}

/** A document, or an item of a List that was taken apart. */
export interface Part extends Stretch {
  /** What its lines tell; undefined when only parsing tells. */
  readonly sketch: Sketch | undefined;
  /** Parses it, once. Never throws. */
  readonly read: () => PartRead;
  /** The whole List an item was taken from: what counts when an item cannot be read by itself. */
  readonly list?: Part;
}

export interface OpenFile {
  readonly text: string;
  /** In the order of the text. */
  readonly parts: readonly Part[];
}

const Head = z.looseObject({ kind: z.string().endsWith("List"), items: z.null().optional() });
const Item = z.looseObject({ kind: z.string(), metadata: z.looseObject({}) });

/** The objects of one value by their paths in it (`items[2]`), lists taken apart. */
function flat(value: unknown, complain: (says: string) => void, path = ""): [KubernetesObject, string][] {
  const items = itemsOf(value);
  if (items)
    return items.flatMap((item, index) =>
      flat(item, complain, `${path}${path === "" ? "" : "."}items[${index}]`),
    );
  const read = Item.safeParse(value);
  if (read.success) return [[read.data, path]];
  complain("not a Kubernetes object: it needs a kind and metadata");
  return [];
}

/**
 * @param line of the text's first line in the file, from 1
 * @param taken what stands before the paths and not in the text
 */
function placesIn(
  found: readonly (readonly [KubernetesObject, string])[],
  { file, text, line, taken = "" }: { file: string; text: string; line: number; taken?: string },
): PartRead["places"] {
  return new Map(
    found.map(([object, path]) => {
      const own = path.slice(taken.length).replace(/^\./, "");
      const lineOf = (field: string): number =>
        line + lineOfField(text, own === "" || field === "" ? own + field : `${own}.${field}`);
      return [object, { file, lineOf }] as const;
    }),
  );
}

/** The first line of a stretch that holds more than a comment, from 0. */
function firstLine(text: string): number {
  const lines = text.split("\n");
  return Math.max(
    0,
    lines.findIndex((line) => /\S/.test(line.replace(/^---(?=\s|$)|^\s*#.*|^%.*/, ""))),
  );
}

interface Source {
  readonly file: string;
  readonly text: string;
  /** From 1, of a place in the text. */
  readonly lineOf: (at: number) => number;
}

type Head = z.infer<typeof Head>;

const nothingRead: PartRead = { objects: [], unreadable: [], places: new Map() };

function readStretch({ file, text, lineOf }: Source, { start, end }: Stretch, head?: Head): PartRead {
  // The dash of an item becomes a space: what stands behind it keeps its column.
  const own = head ? text.slice(start, end).replace("-", " ") : text.slice(start, end);
  const loaded = loadYaml(own);
  if ("says" in loaded) {
    const policiesOf = policiesIn(own);
    const held = policiesOf.length > 0 ? { policiesOf } : {};
    const line = lineOf(start) + loaded.line;
    return { ...nothingRead, unreadable: [{ file, line, says: loaded.says, ...held }] };
  }
  const { value } = loaded;
  if (value === null || value === undefined) return nothingRead;
  const unreadable: UnreadableText[] = [];
  const found = flat(head ? { ...head, items: [value] } : value, (says) =>
    unreadable.push({ file, line: lineOf(start) + firstLine(own), says }),
  );
  const at = { file, text: own, line: lineOf(start), ...(head ? { taken: "items[0]" } : {}) };
  return { objects: found.map(([object]) => object), unreadable, places: placesIn(found, at) };
}

/** The items of a List as parts of their own; undefined when the document is no List or cannot be taken apart. */
function openList(source: Source, document: Stretch): Part[] | undefined {
  const { text } = source;
  const items = splitItems(text, document);
  const [first, last] = [items?.[0], items?.at(-1)];
  if (!items || !first || !last) return undefined;
  const around = loadYaml(text.slice(document.start, first.start) + text.slice(last.end, document.end));
  const head = "value" in around ? Head.safeParse(around.value).data : undefined;
  if (!head) return undefined;
  const list: Part = { ...document, sketch: undefined, read: lazy(() => readStretch(source, document)) };
  return items.map((item): Part => ({
    ...item,
    // An item of a typed list may leave out what it is.
    sketch: head.kind === "List" ? sketch(text, item, true) : undefined,
    read: lazy(() => readStretch(source, item, head)),
    list,
  }));
}

function openJson(file: string, text: string): Part | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // YAML in flow style, or something to complain about with its line.
    return undefined;
  }
  const read = lazy((): PartRead => {
    if (isTooDeep(value)) {
      const says = "it is nested deeper than any object is";
      return { ...nothingRead, unreadable: [{ file, line: 1, says, policiesOf: "all" }] };
    }
    const unreadable: UnreadableText[] = [];
    const found = flat(value, (says) => unreadable.push({ file, line: 1, says }));
    const places = placesIn(found, { file, text, line: 1 });
    return { objects: found.map(([object]) => object), unreadable, places };
  });
  return { start: 0, end: text.length, sketch: undefined, read };
}

/** Takes a text apart; parses nothing but JSON and the heads of Lists. */
export function openFile(given: string, file: string): OpenFile {
  const text = given.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const json = openJson(file, text);
  if (json) return { text, parts: [json] };
  const breaks = lazy(() => everyPlaceOf(text, "\n"));
  const source = { file, text, lineOf: (at: number) => countBefore(breaks(), at) + 1 };
  const parts = splitDocuments(text).flatMap((document): Part[] => {
    const part = (): Part => ({
      ...document,
      sketch: sketch(text, document),
      read: lazy(() => readStretch(source, document)),
    });
    return openList(source, document) ?? [part()];
  });
  return { text, parts };
}
