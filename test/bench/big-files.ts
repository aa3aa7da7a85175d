/** A cluster written the ways people keep one: a file per namespace, or all of it as kubectl prints it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dump } from "js-yaml";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { allObjects, type BigCluster } from "./big-cluster.ts";

/** As kubectl prints: dashes stand under their key, long lines stay long. */
const toText = (value: unknown): string =>
  dump(value, { noArrayIndent: true, lineWidth: -1, noRefs: true, quotingType: '"' });

function textOf({ metadata }: KubernetesObject, key: "name" | "namespace"): string {
  const text: unknown = Object.entries(metadata).find(([name]) => name === key)?.[1];
  return typeof text === "string" ? text : "";
}

/** `cluster.yaml` with what is in no namespace, and a file of several documents for each: its Services, pods and policies. */
export async function writeNamespaceFiles(folder: string, cluster: BigCluster): Promise<void> {
  await mkdir(folder, { recursive: true });
  const documents = (objects: readonly KubernetesObject[]): string => objects.map(toText).join("---\n");
  const wide = [...cluster.nodes];
  const inside = new Map<string, KubernetesObject[]>(
    cluster.namespaces.map((namespace) => [textOf(namespace, "name"), [namespace]]),
  );
  for (const object of [...cluster.services, ...cluster.pods, ...cluster.policies])
    (inside.get(textOf(object, "namespace")) ?? wide).push(object);
  await writeFile(join(folder, "cluster.yaml"), documents(wide));
  for (const [name, objects] of inside) await writeFile(join(folder, `${name}.yaml`), documents(objects));
}

const list = (cluster: BigCluster) => ({
  apiVersion: "v1",
  items: allObjects(cluster),
  kind: "List",
  metadata: { resourceVersion: "" },
});

/** One file, one List. */
export async function writeList(file: string, cluster: BigCluster): Promise<void> {
  await writeFile(file, toText(list(cluster)));
}

export async function writeJsonList(file: string, cluster: BigCluster): Promise<void> {
  await writeFile(file, JSON.stringify(list(cluster), undefined, 4));
}
