/** KubeSphere's isolation of workspaces and projects. */
import type { Namespace } from "../../../model/kubernetes.ts";
import type { CompiledPolicy } from "../../compile.ts";
import type { Marks, Owner } from "./marks.ts";

/** Written by people through the KubeSphere console: no sign of a generated object. */
const kubesphereByHand = new Set([
  "kubesphere.io/creator",
  "kubesphere.io/alias-name",
  "kubesphere.io/description",
]);

const workspaceLabel = "kubesphere.io/workspace";
const projectLabel = "kubesphere.io/namespace";

/** Every pod of the namespace, admitted by its own workspace or project only: the policy KubeSphere generates. */
function hasIsolationShape(policy: CompiledPolicy): "workspace" | "project" | undefined {
  const ingress = policy.ruleSets.find(({ direction }) => direction === "ingress");
  const peer = ingress?.rules[0]?.peers?.[0];
  if (ingress?.subject.pods.length !== 0 || peer?.type !== "pods" || "own" in peer.namespaces)
    return undefined;
  const [only, ...others] = peer.namespaces.selector;
  if (others.length > 0 || peer.pods.length > 0) return undefined;
  return only?.key === workspaceLabel ? "workspace" : only?.key === projectLabel ? "project" : undefined;
}

/**
 * KubeSphere's controller marks nothing: its objects are known by name (`nsnp-network-isolate`, `nsnp-…` for an entry of the
 * allow-list, `network-isolate` and `networkisolate` of older releases) and shape; distributions add labels. While only the
 * workspace is isolated it deletes every entry of a project's allow-list. Source of all this: kubesphere
 * pkg/controller/network/nsnetworkpolicy.
 */
export function kubesphere(
  policy: CompiledPolicy,
  marks: Marks,
  namespace: Namespace | undefined,
): Owner | undefined {
  const { name, labels, annotations, managers } = marks;
  const marked =
    [...Object.keys(labels), ...Object.keys(annotations)].some(
      (key) => /(^|\.)kubesphere\.io\//.test(key) && !kubesphereByHand.has(key),
    ) ||
    /^(kubesphere|ks-)/.test(labels["app.kubernetes.io/managed-by"] ?? "") ||
    managers.some((manager) => /^(kubesphere|ks-controller)/.test(manager));
  const shape = hasIsolationShape(policy);
  const inKubesphere = namespace === undefined || namespace.metadata.labels?.[workspaceLabel] !== undefined;
  const generatedName = /^(nsnp-.|network-?isolate$)/.test(name);
  const isKnown = marked || (generatedName && inKubesphere);
  if (!isKnown && shape === undefined) return undefined;
  const sure = isKnown ? {} : { byShapeAlone: true as const };
  const workspace = namespace?.metadata.labels?.[workspaceLabel];
  const project = policy.ref.namespace ?? "default";
  const byProject = namespace?.metadata.annotations?.["kubesphere.io/network-isolate"] === "enabled";
  return (shape === "project" || byProject) && shape !== "workspace"
    ? {
        by: `KubeSphere network isolation of project ${project}`,
        change: `Project Settings > Network Isolation of ${project} in KubeSphere (its allow-list, or the switch)`,
        ...sure,
      }
    : {
        by: `KubeSphere network isolation of ${workspace === undefined ? `the workspace of ${project}` : `workspace ${workspace}`}`,
        change: `the network isolation of ${workspace === undefined ? "the workspace" : `workspace ${workspace}`} in KubeSphere. The allow-list of project ${project} counts only while that project's own isolation is on, and turning that on shuts out whoever is neither of the project nor on the list`,
        ...sure,
      };
}
