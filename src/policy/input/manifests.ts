/** Manifests as people keep them in a folder: YAML or JSON text into objects. */
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { itemsOf } from "./lists.ts";
import type { KubernetesObject } from "./objects.ts";

/** A part of a file that is no object. */
export interface UnreadableText {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly says: string;
}

export interface ParsedManifests {
  readonly objects: readonly KubernetesObject[];
  readonly unreadable: readonly UnreadableText[];
}

const Item = z.looseObject({ kind: z.string(), metadata: z.looseObject({}) });

function flat(value: unknown, unreadable: (says: string) => void): KubernetesObject[] {
  const items = itemsOf(value);
  if (items) return items.flatMap((item) => flat(item, unreadable));
  const read = Item.safeParse(value);
  if (read.success) return [read.data];
  unreadable("not a Kubernetes object: it needs a kind and metadata");
  return [];
}

/**
 * Every object of one file: several documents, lists taken apart. What cannot be read is named with its line, and
 * the other documents are used. Never throws.
 */
export function parseManifests(text: string, file: string): ParsedManifests {
  const unreadable: UnreadableText[] = [];
  const documents = parseAllDocuments(text, { merge: true, logLevel: "silent" });
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const objects = [...documents].flatMap((document): KubernetesObject[] => {
    const [error] = document.errors;
    const line = lineAt(error?.pos[0] ?? document.range[0]);
    if (error) {
      unreadable.push({ file, line, says: error.message.split("\n")[0] ?? error.message });
      return [];
    }
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (thrown) {
      unreadable.push({ file, line, says: thrown instanceof Error ? thrown.message : String(thrown) });
      return [];
    }
    if (value === null || value === undefined) return [];
    return flat(value, (says) => unreadable.push({ file, line, says }));
  });
  return { objects, unreadable };
}
