/**
 * JSON merge patch (RFC 7386) and Kubernetes' strategic merge patch: lists of objects that have a merge key are
 * merged by it, other lists are replaced.
 */
import { isFields, type Fields } from "./object.ts";

/** RFC 7386. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, field);
    else result[field] = mergePatch(result[field], value);
  }
  return result;
}

/** Merge keys of the lists of the built-in kinds, by field name; the first one that the items have counts. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  volumes: ["name"],
  env: ["name"],
  volumeMounts: ["mountPath"],
  imagePullSecrets: ["name"],
  hostAliases: ["ip"],
  conditions: ["type"],
  addresses: ["type"],
  ownerReferences: ["uid"],
  secrets: ["name"],
};

/** `ports` merges in pods (containerPort) and Services (port), and is one value in a NetworkPolicy. */
const portKeys = ["containerPort", "port"];

/** Strategic merge patch. `kind` decides which lists merge: those of NetworkPolicy and Ingress never do. */
export function strategicMerge(target: unknown, patch: unknown, kind: string): unknown {
  if (!isFields(patch)) return patch;
  if (patch["$patch"] === "replace") return without(patch, ["$patch"]);
  if (patch["$patch"] === "delete") return {};
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  const retain = patch["$retainKeys"];
  if (Array.isArray(retain))
    for (const field of Object.keys(result))
      if (!retain.includes(field)) Reflect.deleteProperty(result, field);
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith("$deleteFromPrimitiveList/")) {
      const list = field.slice(field.indexOf("/") + 1);
      result[list] = asList(result[list]).filter((item) => !asList(value).includes(item));
    } else if (field.startsWith("$")) continue;
    else if (value === null) Reflect.deleteProperty(result, field);
    else if (Array.isArray(value)) result[field] = mergeList(field, asList(result[field]), value, kind);
    else result[field] = strategicMerge(result[field], value, kind);
  }
  for (const [field, order] of Object.entries(patch))
    if (field.startsWith("$setElementOrder/")) {
      const list = field.slice(field.indexOf("/") + 1);
      result[list] = inOrder(list, asList(result[list]), asList(order), kind);
    }
  return result;
}

function mergeList(
  field: string,
  current: readonly unknown[],
  patch: readonly unknown[],
  kind: string,
): unknown[] {
  if (field === "finalizers") return [...new Set([...current, ...patch])];
  const key = mergeKeyOf(field, patch, kind);
  const replaces = patch.some((item) => isFields(item) && item["$patch"] === "replace");
  if (key === undefined || replaces)
    return patch.filter(
      (item) => !(isFields(item) && item["$patch"] === "replace" && Object.keys(item).length === 1),
    );
  const result = [...current];
  for (const item of patch) {
    if (!isFields(item)) continue;
    const index = result.findIndex((known) => isFields(known) && known[key] === item[key]);
    if (item["$patch"] === "delete") {
      if (index >= 0) result.splice(index, 1);
    } else if (index >= 0) result[index] = strategicMerge(result[index], item, kind);
    else result.push(item);
  }
  return result;
}

function mergeKeyOf(field: string, items: readonly unknown[], kind: string): string | undefined {
  if (kind === "NetworkPolicy" || kind === "Ingress")
    return field === "ownerReferences" || field === "conditions" ? mergeKeys[field]?.[0] : undefined;
  const candidates = field === "ports" ? portKeys : (mergeKeys[field] ?? []);
  return candidates.find((key) => items.every((item) => isFields(item) && key in item));
}

function inOrder(
  field: string,
  items: readonly unknown[],
  order: readonly unknown[],
  kind: string,
): unknown[] {
  const key = mergeKeyOf(field, order, kind);
  const place = (item: unknown): number => {
    const index = order.findIndex((wanted) =>
      key !== undefined && isFields(wanted) && isFields(item) ? wanted[key] === item[key] : wanted === item,
    );
    return index < 0 ? order.length : index;
  };
  return [...items].sort((left, right) => place(left) - place(right));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !names.includes(field)));
}
