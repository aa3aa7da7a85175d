/** A file of manifests as parts that are parsed one by one, and only when they are asked for. */
import { z } from "zod";
import { once } from "../once.ts";
import { splitDocuments, splitItems, type Stretch } from "./documents.ts";
import { itemsOf } from "./lists.ts";
import { countBefore, everyPlaceOf } from "./mentions.ts";
import type { KubernetesObject } from "./objects.ts";
import { sketch, type Sketch } from "./sketch.ts";
import { loadYaml } from "./yaml.ts";

/** A part of a file that is no object. */
export interface UnreadableText {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly says: string;
}

export interface PartRead {
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

/** The objects of one value, lists taken apart. */
function flat(value: unknown, complain: (says: string) => void): KubernetesObject[] {
  const items = itemsOf(value);
  if (items) return items.flatMap((item) => flat(item, complain));
  const read = Item.safeParse(value);
  if (read.success) return [read.data];
  complain("not a Kubernetes object: it needs a kind and metadata");
  return [];
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

function readStretch({ file, text, lineOf }: Source, { start, end }: Stretch, head?: Head): PartRead {
  // The dash of an item becomes a space: what stands behind it keeps its column.
  const own = head ? text.slice(start, end).replace("-", " ") : text.slice(start, end);
  const loaded = loadYaml(own);
  if ("says" in loaded)
    return { objects: [], unreadable: [{ file, line: lineOf(start) + loaded.line, says: loaded.says }] };
  const { value } = loaded;
  if (value === null || value === undefined) return { objects: [], unreadable: [] };
  const unreadable: UnreadableText[] = [];
  const objects = flat(head ? { ...head, items: [value] } : value, (says) =>
    unreadable.push({ file, line: lineOf(start) + firstLine(own), says }),
  );
  return { objects, unreadable };
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
  const list: Part = { ...document, sketch: undefined, read: once(() => readStretch(source, document)) };
  return items.map((item): Part => ({
    ...item,
    // An item of a typed list may leave out what it is.
    sketch: head.kind === "List" ? sketch(text, item, true) : undefined,
    read: once(() => readStretch(source, item, head)),
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
  const read = once((): PartRead => {
    const unreadable: UnreadableText[] = [];
    return { objects: flat(value, (says) => unreadable.push({ file, line: 1, says })), unreadable };
  });
  return { start: 0, end: text.length, sketch: undefined, read };
}

/** Takes a text apart; parses nothing but JSON and the heads of Lists. */
export function openFile(given: string, file: string): OpenFile {
  const text = given.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const json = openJson(file, text);
  if (json) return { text, parts: [json] };
  const breaks = once(() => everyPlaceOf(text, "\n"));
  const source = { file, text, lineOf: (at: number) => countBefore(breaks(), at) + 1 };
  const parts = splitDocuments(text).flatMap((document): Part[] => {
    const part = (): Part => ({
      ...document,
      sketch: sketch(text, document),
      read: once(() => readStretch(source, document)),
    });
    return openList(source, document) ?? [part()];
  });
  return { text, parts };
}
