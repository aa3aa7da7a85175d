/** Which labels the pods and namespaces of a model have: a selector that asks for none of them matches nothing. */
import type { PolicyModel } from "../compile.ts";
import type { Inventory } from "../objects/inventory.ts";
import type { Labels } from "../selectors.ts";
import { nameLabel } from "./narrow.ts";

/** Whether any object has the key, with this value when one is given. */
export type IsHeld = (key: string, value?: string) => boolean;

interface Known {
  readonly pods: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

const known = new WeakMap<Inventory, Known>();
const entry = (key: string, value?: string): string => (value === undefined ? key : `${key}=${value}`);

function collect(all: Iterable<Labels>): Set<string> {
  const held = new Set<string>();
  for (const labels of all)
    for (const [key, value] of Object.entries(labels)) {
      held.add(entry(key));
      held.add(entry(key, value));
    }
  return held;
}

function knownTo({ inventory }: PolicyModel): Known {
  const before = known.get(inventory);
  if (before) return before;
  const pods = [...inventory.pods.values()].map(({ metadata }) => metadata.labels ?? {});
  const namespaces = [
    ...[...inventory.namespaces.values()].map(({ metadata }) => metadata.labels ?? {}),
    // The API server gives every namespace its name as a label, read or not.
    ...[...inventory.namespaces.keys(), ...inventory.podsByNamespace.keys()].map((name) => ({
      [nameLabel]: name,
    })),
  ];
  const found = { pods: collect(pods), namespaces: collect(namespaces) };
  known.set(inventory, found);
  return found;
}

/** A namespace that was not read may have any label but another name. */
function mayBeUnread({ inventory }: PolicyModel, key: string): boolean {
  return (
    key !== nameLabel && [...inventory.podsByNamespace.keys()].some((name) => !inventory.namespaces.has(name))
  );
}

export function heldBy(model: PolicyModel, kind: "pods" | "namespaces"): IsHeld {
  return (key, value) =>
    knownTo(model)[kind].has(entry(key, value)) || (kind === "namespaces" && mayBeUnread(model, key));
}
