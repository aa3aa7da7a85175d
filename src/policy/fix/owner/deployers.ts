/** Tools that write objects from another source of truth, by the marks they leave. */
import type { Marks, Owner } from "./marks.ts";

/** Once `managed` is `disabled` it leaves the object alone. */
function configSync({ annotations }: Marks): Owner | undefined {
  if (annotations["configmanagement.gke.io/managed"] !== "enabled") return undefined;
  const path = annotations["configmanagement.gke.io/source-path"];
  return { by: "Config Sync", change: `${path ?? "its manifest"} in the repository that Config Sync reads` };
}

function argoCd({ labels, annotations }: Marks): Owner | undefined {
  const app =
    annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0] ?? labels["argocd.argoproj.io/instance"];
  return app === undefined
    ? undefined
    : {
        by: `Argo CD application ${app}`,
        change: `the manifests in the repository of Argo CD application ${app}`,
      };
}

/** Name with namespace where that is known. */
function fluxObject(labels: Marks["labels"], group: string): string | undefined {
  const name = labels[`${group}/name`];
  const namespace = labels[`${group}/namespace`];
  return name === undefined || namespace === undefined ? name : `${namespace}/${name}`;
}

function fluxKustomization({ labels }: Marks): Owner | undefined {
  const name = fluxObject(labels, "kustomize.toolkit.fluxcd.io");
  return name === undefined
    ? undefined
    : {
        by: `Flux Kustomization ${name}`,
        change: `the manifests in the source of Flux Kustomization ${name}`,
      };
}

function fluxHelmRelease({ labels }: Marks): Owner | undefined {
  const name = fluxObject(labels, "helm.toolkit.fluxcd.io");
  return name === undefined
    ? undefined
    : { by: `Flux HelmRelease ${name}`, change: `the values of Flux HelmRelease ${name}` };
}

function helm({ labels, annotations }: Marks): Owner | undefined {
  const release = annotations["meta.helm.sh/release-name"];
  if (release === undefined && labels["app.kubernetes.io/managed-by"] !== "Helm") return undefined;
  const which = release ?? labels["app.kubernetes.io/instance"];
  const by = which === undefined ? "Helm" : `Helm release ${which}`;
  return { by, change: `the chart values of ${which === undefined ? "its Helm release" : by}` };
}

function another({ labels }: Marks): Owner | undefined {
  const manager = labels["app.kubernetes.io/managed-by"];
  return manager === undefined || manager === "kubectl"
    ? undefined
    : { by: manager, change: `its source in ${manager}` };
}

/** In order: Flux installs charts too, and a GitOps tool may write what a chart renders. */
export const deployers: readonly ((marks: Marks) => Owner | undefined)[] = [
  configSync,
  argoCd,
  fluxKustomization,
  fluxHelmRelease,
  helm,
  another,
];
