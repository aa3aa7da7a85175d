import type { Served } from "./discovery.ts";
import { homeOf, type KindInfo, type Resource } from "./kind-info.ts";

/**
 * Where this cluster may have a kind, the best first; nowhere when no API of it is installed. A version that is not known
 * here is better than none: its objects are then told as not decided. What discovery could not say is tried.
 */
export function whereServed(info: KindInfo<unknown>, served: Served | undefined): readonly Resource[] {
  const { resource, namespaced, apis, builtIn } = info;
  if (builtIn) return [homeOf(info)];
  if (!served)
    return apis.map(({ group, versions: [version] }) => ({ group, version, resource, namespaced }));
  return apis.flatMap(({ group, versions }) => {
    const having = [...(served.get(group) ?? [])].flatMap(([version, resources]) =>
      resources === undefined || resources.has(resource) ? [version] : [],
    );
    const version = versions.find((known) => having.includes(known)) ?? having[0];
    return version === undefined ? [] : [{ group, version, resource, namespaced }];
  });
}
