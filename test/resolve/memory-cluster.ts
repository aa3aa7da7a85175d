/** A Cluster over plain objects, with the selectors the real API understands; remembers what was read. */
import type { Cluster, Kind, Kinds, ListScope } from "../../src/ports.ts";

type Objects = { readonly [K in Kind]?: readonly Kinds[K][] };

export interface MemoryCluster extends Cluster {
  /** `list Pod test app=web`, in the order asked. */
  readonly reads: readonly string[];
}

export function memoryCluster(objects: Objects): MemoryCluster {
  const reads: string[] = [];
  const all = <K extends Kind>(kind: K): readonly Kinds[K][] => objects[kind] ?? [];
  return {
    name: "memory",
    unreadable: [],
    listedWhole: [],
    reads,
    foresee: () => undefined,
    get(kind, name, namespace) {
      reads.push(`get ${kind} ${namespace ?? ""} ${name}`);
      return Promise.resolve(
        all(kind).find(
          ({ metadata }) =>
            metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
        ),
      );
    },
    list(kind, scope = {}) {
      reads.push(
        `list ${kind} ${scope.namespace ?? "*"} ${scope.labelSelector ?? ""}${scope.fieldSelector ?? ""}`,
      );
      return Promise.resolve(all(kind).filter((object) => fits(object, scope)));
    },
  };
}

function fits(object: Kinds[Kind], { namespace, labelSelector, fieldSelector }: ListScope): boolean {
  const { metadata } = object;
  if (namespace !== undefined && metadata.namespace !== namespace) return false;
  const labels = (labelSelector ?? "").split(/,(?![^(]*\))/).filter((part) => part !== "");
  const hasLabel = (part: string): boolean => {
    const [, key = "", values = ""] = /^(\S+?)(?:=| in \()([^)]*)\)?$/.exec(part) ?? [];
    return values.split(",").includes(metadata.labels?.[key] ?? "");
  };
  if (!labels.every(hasLabel)) return false;
  if (fieldSelector === undefined) return true;
  const [path = "", value] = fieldSelector.split("=");
  let at: unknown = object;
  for (const step of path.split("."))
    at = typeof at === "object" && at !== null ? new Map(Object.entries(at)).get(step) : undefined;
  return at === value;
}
