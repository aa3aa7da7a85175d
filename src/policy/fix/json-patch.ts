/** JSON patches (RFC 6902), as `kubectl patch --type=json` takes them. */
import { applyPatch, Pointer } from "rfc6902";

/** One operation. A `test` for null holds where there is nothing: so reads the API server's library. */
export type JsonPatch =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string };

export type Path = readonly (string | number)[];

/** The path as a JSON pointer (RFC 6901). */
function pointer(path: Path): string {
  return new Pointer(["", ...path.map(String)]).toString();
}

export function add(path: Path, value: unknown): JsonPatch {
  return { op: "add", path: pointer(path), value };
}

export function replace(path: Path, value: unknown): JsonPatch {
  return { op: "replace", path: pointer(path), value };
}

export function remove(path: Path): JsonPatch {
  return { op: "remove", path: pointer(path) };
}

/** Makes the whole patch fail when the object changed there meanwhile. */
export function expects(path: Path, value: unknown): JsonPatch {
  return { op: "test", path: pointer(path), value: value ?? null };
}

/** A list as the API server keeps it: an empty one is not kept. */
export function storedList(list: readonly unknown[] | null | undefined): unknown {
  return list && list.length > 0 ? list : null;
}

const edits = (patch: readonly JsonPatch[]): JsonPatch[] => patch.filter(({ op }) => op !== "test");

/**
 * The document after the patch. What its `test` operations expect is how the API server keeps the document, so they are
 * not asked of one as a person wrote it. Throws when an operation does not apply.
 */
export function patched(document: unknown, patch: readonly JsonPatch[]): unknown {
  const copy: unknown = structuredClone(document);
  const failed = applyPatch(copy, structuredClone(edits(patch))).find((error) => error !== null);
  if (failed) throw failed;
  return copy;
}

/** How long an edit is, what it expects left aside. */
export function editLength(patch: readonly JsonPatch[]): number {
  return JSON.stringify(edits(patch)).length;
}
