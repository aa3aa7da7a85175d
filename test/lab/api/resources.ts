import { at, type KubeObject } from "./object.ts";

/** One line of the API's catalogue. */
export interface Resource {
  /** Empty for core. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
  /** Has a /status subresource: writes to the object itself leave its status alone. */
  readonly status?: boolean;
  /** Custom resources keep apiVersion and kind in list items; the built-in ones do not. */
  readonly custom?: boolean;
  /** The group and version under which its objects are kept, when it only shows those of another API. */
  readonly storedIn?: string;
}

const namespaced = true;
const status = true;

export const builtIn: readonly Resource[] = [
  ...[
    { plural: "pods", kind: "Pod", namespaced, status, shortNames: ["po"] },
    { plural: "services", kind: "Service", namespaced, status, shortNames: ["svc"] },
    { plural: "nodes", kind: "Node", namespaced: false, status, shortNames: ["no"] },
    { plural: "namespaces", kind: "Namespace", namespaced: false, status, shortNames: ["ns"] },
    { plural: "events", kind: "Event", namespaced, shortNames: ["ev"] },
    { plural: "configmaps", kind: "ConfigMap", namespaced, shortNames: ["cm"] },
    { plural: "serviceaccounts", kind: "ServiceAccount", namespaced, shortNames: ["sa"] },
    { plural: "endpoints", kind: "Endpoints", namespaced, shortNames: ["ep"] },
  ].map((entry) => ({ group: "", version: "v1", ...entry })),
  ...[
    { plural: "deployments", kind: "Deployment", shortNames: ["deploy"] },
    { plural: "replicasets", kind: "ReplicaSet", shortNames: ["rs"] },
    { plural: "statefulsets", kind: "StatefulSet", shortNames: ["sts"] },
    { plural: "daemonsets", kind: "DaemonSet", shortNames: ["ds"] },
  ].map((entry) => ({ group: "apps", version: "v1", namespaced, status, ...entry })),
  { group: "batch", version: "v1", plural: "jobs", kind: "Job", namespaced, status },
  {
    group: "batch",
    version: "v1",
    plural: "cronjobs",
    kind: "CronJob",
    namespaced,
    status,
    shortNames: ["cj"],
  },
  { group: "coordination.k8s.io", version: "v1", plural: "leases", kind: "Lease", namespaced },
  { group: "discovery.k8s.io", version: "v1", plural: "endpointslices", kind: "EndpointSlice", namespaced },
  {
    group: "networking.k8s.io",
    version: "v1",
    plural: "networkpolicies",
    kind: "NetworkPolicy",
    namespaced,
    shortNames: ["netpol"],
  },
  {
    group: "networking.k8s.io",
    version: "v1",
    plural: "ingresses",
    kind: "Ingress",
    namespaced,
    status,
    shortNames: ["ing"],
  },
  {
    group: "networking.k8s.io",
    version: "v1",
    plural: "ingressclasses",
    kind: "IngressClass",
    namespaced: false,
  },
  {
    group: "apiextensions.k8s.io",
    version: "v1",
    plural: "customresourcedefinitions",
    kind: "CustomResourceDefinition",
    namespaced: false,
    status,
    shortNames: ["crd"],
  },
  ...["roles", "rolebindings", "clusterroles", "clusterrolebindings"].map((plural) => ({
    group: "rbac.authorization.k8s.io",
    version: "v1",
    plural,
    kind:
      { roles: "Role", rolebindings: "RoleBinding", clusterroles: "ClusterRole" }[plural] ??
      "ClusterRoleBinding",
    namespaced: !plural.startsWith("cluster"),
  })),
];

export function groupVersion(resource: { readonly group: string; readonly version: string }): string {
  return resource.group === "" ? resource.version : `${resource.group}/${resource.version}`;
}

/** `networkpolicies.networking.k8s.io`, `pods`: how error texts name a resource. */
export function qualifiedPlural(resource: { readonly group: string; readonly plural: string }): string {
  return resource.group === "" ? resource.plural : `${resource.plural}.${resource.group}`;
}

/** Which kinds the server serves. Grows when a CustomResourceDefinition is created. */
export class Catalogue {
  readonly #resources: Resource[] = [...builtIn];

  get all(): readonly Resource[] {
    return this.#resources;
  }

  /** A second registration of the same plural replaces the first. */
  register(resource: Resource): void {
    this.unregister(resource);
    this.#resources.push(resource);
  }

  unregister(resource: Pick<Resource, "group" | "version" | "plural">): void {
    const index = this.#resources.findIndex((known) => samePlace(known, resource));
    if (index >= 0) this.#resources.splice(index, 1);
  }

  find(group: string, version: string, plural: string): Resource | undefined {
    return this.#resources.find((known) => samePlace(known, { group, version, plural }));
  }

  /** Where a resource's objects are kept: itself, except for one that shows those of another. */
  storageOf(resource: Resource): Resource {
    const { storedIn, kind } = resource;
    return (storedIn === undefined ? undefined : this.ofObject({ apiVersion: storedIn, kind })) ?? resource;
  }

  ofObject(object: Pick<KubeObject, "apiVersion" | "kind">): Resource | undefined {
    return this.#resources.find(
      (known) => groupVersion(known) === object.apiVersion && known.kind === object.kind,
    );
  }

  serves(group: string, version: string): boolean {
    return this.#resources.some((known) => known.group === group && known.version === version);
  }
}

/** The resources a CustomResourceDefinition declares; empty when it cannot be read. */
export function resourcesOfDefinition(definition: KubeObject): readonly Resource[] {
  const group = at(definition, "spec.group");
  const plural = at(definition, "spec.names.plural");
  const kind = at(definition, "spec.names.kind");
  const versions = at(definition, "spec.versions");
  if (typeof group !== "string" || typeof plural !== "string" || typeof kind !== "string") return [];
  return (Array.isArray(versions) ? versions : [])
    .map((version: unknown) => at(version, "name"))
    .filter((version) => typeof version === "string")
    .map((version) => ({
      group,
      version,
      plural,
      kind,
      namespaced: at(definition, "spec.scope") === "Namespaced",
      custom: true,
    }));
}

type PlaceOfResource = Pick<Resource, "group" | "version" | "plural">;
function samePlace(left: PlaceOfResource, right: PlaceOfResource): boolean {
  return left.group === right.group && left.version === right.version && left.plural === right.plural;
}
