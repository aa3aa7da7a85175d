/** A cluster written the ways people keep one: a file per namespace, or all of it as `kubectl get -o yaml` prints it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { allObjects, type BigCluster } from "./big-cluster.ts";

/** As kubectl prints: dashes stand under their key. */
const asKubectl = { indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false } as const;

const toText = (value: unknown): string => stringify(value, asKubectl);

function namespaceOf({ metadata }: KubernetesObject): string {
  return "namespace" in metadata && typeof metadata.namespace === "string" ? metadata.namespace : "";
}

function nameOf({ metadata }: KubernetesObject): string {
  return "name" in metadata && typeof metadata.name === "string" ? metadata.name : "";
}

/** `nodes.yaml` and a file of several documents per namespace: the Namespace, its Services, pods and policies. */
export async function writeNamespaceFiles(folder: string, cluster: BigCluster): Promise<void> {
  await mkdir(folder, { recursive: true });
  const documents = (objects: readonly KubernetesObject[]): string => objects.map(toText).join("---\n");
  await writeFile(join(folder, "nodes.yaml"), documents(cluster.nodes));
  const inside = new Map<string, KubernetesObject[]>(
    cluster.namespaces.map((namespace) => [nameOf(namespace), [namespace]]),
  );
  for (const object of [...cluster.services, ...cluster.pods, ...cluster.policies])
    inside.get(namespaceOf(object))?.push(object);
  for (const [name, objects] of inside) await writeFile(join(folder, `${name}.yaml`), documents(objects));
}

/** One file, one List. */
export async function writeList(file: string, cluster: BigCluster): Promise<void> {
  const list = {
    apiVersion: "v1",
    items: allObjects(cluster),
    kind: "List",
    metadata: { resourceVersion: "" },
  };
  await writeFile(file, toText(list));
}
