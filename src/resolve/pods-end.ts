/** Pods that are meant by where they are, and the node that is meant by what runs there. */
import { targetWords, type Question, type Target } from "../model/question.ts";
import type { Cluster } from "../ports.ts";
import { nothing, refOf, type End } from "./ends.ts";
import { isLive } from "./pod-endpoint.ts";
import { NotFound } from "./unresolved.ts";

/** Every live pod of a node or namespace with an address of its own. Throws NotFound where there is none. */
export async function endOfPods(target: Extract<Target, { type: "pods" }>, cluster: Cluster): Promise<End> {
  const { namespace, node } = target;
  const all = await cluster.list("Pod", {
    ...(namespace === undefined ? {} : { namespace }),
    ...(node === undefined ? {} : { fieldSelector: `spec.nodeName=${node}` }),
  });
  const pods = all.filter((pod) => pod.spec.hostNetwork !== true && isLive(pod));
  if (pods.length === 0)
    throw new NotFound(`There are no ${targetWords(target)} that run and have an address of their own.`, []);
  return {
    ...nothing,
    refs: pods.slice(0, 1).map(({ metadata }) => refOf("Pod", metadata)),
    pods,
    set: true,
  };
}

/** The node whose kubelet calls what runs there. Throws NotFound where that is not known. */
export async function nodeBehind({ pods, node }: End, question: Question, cluster: Cluster): Promise<End> {
  const name = node?.metadata.name ?? pods.find(isLive)?.spec.nodeName;
  const found = node ?? (name === undefined ? undefined : await cluster.get("Node", name));
  if (!found)
    throw new NotFound(`On which node ${targetWords(question.to)} runs is not known: name who calls it.`, []);
  return { ...nothing, refs: [refOf("Node", found.metadata)], node: found };
}
