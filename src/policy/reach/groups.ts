/** Ends that no policy can tell apart, taken together. */
import type { Pod } from "../../model/kubernetes.ts";
import { contains, type Cidr } from "../cidr.ts";
import type { PolicyModel } from "../compile.ts";
import { podName, resolveEnd, type End } from "../match/ends.ts";
import { podKey, podNamespace } from "../input/inventory.ts";
import { lastingLabels } from "../fix/pod-labels.ts";

export interface Group {
  /** `shop/web`; told apart by its labels where two groups of one namespace have one name. */
  readonly name: string;
  readonly namespace: string;
  /** `namespace/name` of each pod. */
  readonly pods: readonly string[];
  /** One of them, in whose place the others could stand. */
  readonly end: End;
  /** Another pod like it, whether or not there is one: what pods of the group may do among themselves. */
  readonly twin: End;
}

function traits(pod: Pod, blocks: readonly string[]): string {
  const { labels = {} } = pod.metadata;
  return JSON.stringify([
    podNamespace(pod),
    Object.entries(labels)
      .filter(([key]) => key !== "pod-template-hash" && key !== "controller-revision-hash")
      .sort(),
    pod.spec.serviceAccountName,
    pod.spec.hostNetwork === true ? [pod.spec.nodeName] : [],
    pod.spec.containers.flatMap(({ ports }) => (ports ?? []).filter(({ name }) => name !== undefined)),
    Object.keys(pod.metadata.annotations ?? {}).filter((key) => key.includes("istio")),
    blocks,
  ]);
}

function nameOf(pod: Pod, taken: ReadonlySet<string>): string {
  const owner = pod.metadata.ownerReferences?.[0];
  const plain = owner?.name === pod.metadata.name ? pod.metadata.name : podName(pod);
  const name = `${podNamespace(pod)}/${plain}`;
  if (!taken.has(name)) return name;
  const labels = Object.entries(lastingLabels(pod.metadata.labels ?? {}))
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const told = `${name} (${labels || pod.metadata.name})`;
  return taken.has(told) ? `${name} (${pod.metadata.name})` : told;
}

/**
 * Pods by namespace, labels, service account, named ports and host network; in alphabetical order.
 * @param blocks of addresses that policies speak of, which tell pods of one kind apart too.
 */
export function podGroups(
  model: PolicyModel,
  namespaces: readonly string[],
  blocks: readonly Cidr[],
): Group[] {
  const groups = new Map<string, Pod[]>();
  const pods = [...model.inventory.pods.values()].sort((one, other) =>
    podKey(one) < podKey(other) ? -1 : 1,
  );
  for (const pod of pods) {
    if (namespaces.length > 0 && !namespaces.includes(podNamespace(pod))) continue;
    const { address } = resolveEnd(model.inventory, { pod });
    const within = address ? blocks.filter((block) => contains(block, address)) : [];
    const key = traits(
      pod,
      within.map(({ text }) => text),
    );
    const group = groups.get(key);
    if (group) group.push(pod);
    else groups.set(key, [pod]);
  }
  const taken = new Set<string>();
  return [...groups.values()]
    .flatMap((members): Group[] => {
      const [first] = members;
      if (!first) return [];
      const name = nameOf(first, taken);
      taken.add(name);
      const end = resolveEnd(model.inventory, { pod: first });
      const copy = { ...first, metadata: { ...first.metadata, name: `${first.metadata.name} (another)` } };
      const twin = resolveEnd(model.inventory, { pod: copy });
      return [{ name, namespace: podNamespace(first), pods: members.map(podKey), end, twin }];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
