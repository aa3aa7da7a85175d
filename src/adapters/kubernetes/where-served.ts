import type { Listed, Served } from "./discovery.ts";
import { homeOf, type KindInfo, type Resource } from "./kind-info.ts";

/** Where a kind may be found. */
export interface Home {
  readonly resource: Resource;
  /** Why discovery could not say whether it is there. */
  readonly doubt?: unknown;
}

/**
 * Where this cluster may have a kind, the best first; nowhere when no API of it is installed. A version that is not known
 * here is better than none: its objects are then told as not decided.
 */
export function whereServed(info: KindInfo<unknown>, served: Served | undefined): readonly Home[] {
  const { resource, namespaced, apis, builtIn } = info;
  if (builtIn) return [{ resource: homeOf(info) }];
  return apis.flatMap(({ group, versions }): Home[] => {
    if (!served) return [{ resource: { group, version: versions[0], resource, namespaced } }];
    const having = [...(served.get(group) ?? [])].filter(([, listed]) => mayHave(listed, resource));
    const known = versions.flatMap((version) => having.filter(([one]) => one === version));
    const [version, listed] = known[0] ?? having[0] ?? [];
    if (version === undefined || listed === undefined) return [];
    const at = { group, version, resource, namespaced };
    return [{ resource: at, ...("failure" in listed ? { doubt: listed.failure } : {}) }];
  });
}

function mayHave(listed: Listed, resource: string): boolean {
  return "failure" in listed || listed.resources.has(resource);
}
