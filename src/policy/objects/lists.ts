/** Lists as `kubectl get -o yaml` prints them, taken apart. */
import { z } from "zod";

const List = z.looseObject({
  apiVersion: z.string().nullish(),
  kind: z.string().endsWith("List"),
  items: z.array(z.unknown()),
});

/**
 * The items of a `List`, or of a typed list (`PodList`), whose items leave their kind and apiVersion out and get them
 * here. Undefined for whatever is no list.
 */
export function itemsOf(value: unknown): unknown[] | undefined {
  // Most objects are no lists: told by one field, before anything is read.
  if (typeof value !== "object" || value === null || !("items" in value)) return undefined;
  const list = List.safeParse(value).data;
  if (!list) return undefined;
  const kind = list.kind.slice(0, -"List".length);
  const said = kind === "" ? {} : { kind, ...(list.apiVersion ? { apiVersion: list.apiVersion } : {}) };
  return list.items.map((item) =>
    typeof item === "object" && item !== null && !Array.isArray(item) ? { ...said, ...item } : item,
  );
}
