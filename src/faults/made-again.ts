/** What becomes of a pod that is deleted, by its owner: told wherever a pod has to be made again. */
import type { Fix } from "../model/finding.ts";
import { shellWord } from "../model/shell-words.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";

/** Who makes another in the place of a pod that is deleted, and loses nothing by it. */
const makers: ReadonlySet<string> = new Set([
  "ReplicaSet",
  "StatefulSet",
  "DaemonSet",
  "ReplicationController",
]);

/**
 * How to have a pod made again. The command that deletes it is told only where its owner then makes another.
 * @param purpose the end of a sentence: `so that the CNI sets its routes again`.
 */
export function madeAgain(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { pods }: Pick<ClusterSnapshot, "pods">,
  purpose: string,
): Fix {
  const found = pods.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  const owners = found?.metadata.ownerReferences ?? [];
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0];
  const where = `-n ${shellWord(namespace)}`;
  const read = `kubectl ${where} get pod ${shellWord(name)} -o yaml`;
  if (!found)
    return {
      summary: `recreate the pod, ${purpose}; see first whether an owner makes it again`,
      commands: [read],
      checked: false,
    };
  if (!owner)
    return {
      summary: `recreate the pod, ${purpose}; nobody owns it: once deleted it is gone until somebody applies its manifest, so keep that`,
      commands: [read],
      checked: false,
    };
  if (owner.kind === "Node")
    return {
      summary: `recreate the pod, ${purpose}; it is a static pod of ${owner.name}: its kubelet makes it again when its manifest is taken out of the folder there and put back`,
      commands: [read],
      checked: false,
    };
  if (!makers.has(owner.kind))
    return {
      summary: `recreate the pod, ${purpose}; it belongs to ${owner.kind} ${owner.name}: see there how that makes another, and what work of it is lost`,
      commands: [read],
      checked: false,
    };
  return {
    summary: `recreate the pod, ${purpose}: ${owner.kind} ${owner.name} makes another when it is deleted`,
    commands: [`kubectl ${where} delete pod ${shellWord(name)}`],
    checked: false,
  };
}
