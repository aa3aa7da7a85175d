/** Who made a policy object, and would undo an edit of it. */
import { z } from "zod";
import { OwnerReference, type Namespace } from "../../model/kubernetes.ts";
import type { CompiledPolicy } from "../compile.ts";

export interface Owner {
  /** `KubeSphere network isolation`, `Helm release shop`. */
  readonly by: string;
  /** Where the change belongs instead. */
  readonly change: string;
}

const Meta = z.looseObject({
  labels: z.record(z.string(), z.string()).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
  ownerReferences: z.array(OwnerReference).nullish(),
  managedFields: z.array(z.looseObject({ manager: z.string().optional() })).nullish(),
});

interface Marks {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly managers: readonly string[];
}

/** Marks of tools that write objects from another source of truth. */
const tools: readonly ((marks: Marks) => Owner | undefined)[] = [
  ({ labels, annotations }) => {
    const app =
      annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0] ?? labels["argocd.argoproj.io/instance"];
    return app === undefined
      ? undefined
      : {
          by: `Argo CD application ${app}`,
          change: `the manifests in the repository of Argo CD application ${app}`,
        };
  },
  ({ labels }) => {
    const name = labels["kustomize.toolkit.fluxcd.io/name"];
    return name === undefined
      ? undefined
      : {
          by: `Flux Kustomization ${name}`,
          change: `the manifests in the source of Flux Kustomization ${name}`,
        };
  },
  ({ labels }) => {
    const name = labels["helm.toolkit.fluxcd.io/name"];
    return name === undefined
      ? undefined
      : { by: `Flux HelmRelease ${name}`, change: `the values of Flux HelmRelease ${name}` };
  },
  ({ labels, annotations }) => {
    const release = annotations["meta.helm.sh/release-name"];
    if (release === undefined && labels["app.kubernetes.io/managed-by"] !== "Helm") return undefined;
    const which = release ?? labels["app.kubernetes.io/instance"];
    const by = which === undefined ? "Helm" : `Helm release ${which}`;
    return { by, change: `the chart values of ${which === undefined ? "its Helm release" : by}` };
  },
];

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
 * KubeSphere's controller marks nothing: its objects are known by name (`nsnp-…`, `network-isolate`) and
 * shape; distributions add labels. Source of names and shape: kubesphere pkg/controller/network/nsnetworkpolicy.
 */
function kubesphere(
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
  const generatedName = name === "network-isolate" || name.startsWith("nsnp-");
  if (!marked && !(generatedName && inKubesphere) && shape === undefined) return undefined;
  const workspace = namespace?.metadata.labels?.[workspaceLabel];
  const project = policy.ref.namespace ?? "default";
  const byProject = namespace?.metadata.annotations?.["kubesphere.io/network-isolate"] === "enabled";
  return (shape === "project" || byProject) && shape !== "workspace"
    ? {
        by: `KubeSphere network isolation of project ${project}`,
        change: `Project Settings > Network Isolation of ${project} in KubeSphere (its allow-list, or the switch)`,
      }
    : {
        by: `KubeSphere network isolation of workspace ${workspace ?? `of ${project}`}`.replace(
          "workspace of ",
          "the workspace of ",
        ),
        change: `the network isolation of ${workspace === undefined ? "the workspace" : `workspace ${workspace}`} in KubeSphere, or Project Settings > Network Isolation of ${project} (its allow-list)`,
      };
}

/** Undefined when nothing says that the object is generated or managed: then it may be edited. */
export function ownerOf(policy: CompiledPolicy, namespace: Namespace | undefined): Owner | undefined {
  const read = Meta.safeParse(policy.source.metadata);
  if (!read.success) return undefined;
  const meta = read.data;
  const marks: Marks = {
    name: policy.ref.name,
    labels: meta.labels ?? {},
    annotations: meta.annotations ?? {},
    managers: (meta.managedFields ?? []).flatMap(({ manager }) => manager ?? []),
  };
  const owner =
    meta.ownerReferences?.find(({ controller }) => controller === true) ?? meta.ownerReferences?.[0];
  const generated = kubesphere(policy, marks, namespace);
  if (generated) return generated;
  if (owner)
    return {
      by: `${owner.kind} ${owner.name}`,
      change: `${owner.kind} ${owner.name}, which writes this policy`,
    };
  for (const tool of tools) {
    const found = tool(marks);
    if (found) return found;
  }
  const manager = marks.labels["app.kubernetes.io/managed-by"];
  return manager === undefined || manager === "kubectl"
    ? undefined
    : { by: manager, change: `its source in ${manager}` };
}
