/** What the server says about itself: versions, groups, resources, and just enough OpenAPI for kubectl. */
import type { Fields } from "./object.ts";
import type { Catalogue, Resource } from "./resources.ts";
import { groupVersion } from "./resources.ts";
import { hasScale } from "./scale.ts";

export const version = {
  major: "1",
  minor: "36",
  gitVersion: "v1.36.2",
  gitCommit: "0000000000000000000000000000000000000000",
  gitTreeState: "clean",
  buildDate: "2026-07-01T00:00:00Z",
  goVersion: "go1.26.10",
  compiler: "gc",
  platform: "linux/amd64",
};

const verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

interface Listed {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly group?: string;
  readonly version?: string;
  readonly categories?: readonly string[];
}

/** Served by `reviews.ts`, not stored. */
const reviews: readonly (readonly [string, string, string])[] = [
  ["authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"],
  ["authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"],
  ["authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"],
];

/** Asked for in this form, `/api` and `/apis` tell all groups with what they have, as servers do since 1.27. */
export const aggregatedForm = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Whether the request is one for that form. */
export function wantsAggregated(path: string, accept: string | undefined): boolean {
  return (path === "/api" || path === "/apis") && (accept ?? "").includes(aggregatedForm);
}

export function aggregated(path: string, catalogue: Catalogue): unknown {
  const groups = path === "/api" ? [{ name: "", versions: ["v1"] }] : groupsOf(catalogue);
  return {
    kind: "APIGroupDiscoveryList",
    apiVersion: "apidiscovery.k8s.io/v2",
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: name === "" ? { creationTimestamp: null } : { name, creationTimestamp: null },
      versions: versions.map((served) => ({
        version: served,
        resources: aggregatedResources(listed(catalogue, name, served), { group: name, version: served }),
        freshness: "Current",
      })),
    })),
  };
}

function aggregatedResources(
  all: readonly Listed[],
  groupVersion: { readonly group: string; readonly version: string },
): readonly Fields[] {
  return all
    .filter(({ name }) => !name.includes("/"))
    .map(({ name, singularName, namespaced, kind, verbs: allowed, shortNames, categories }) => ({
      resource: name,
      responseKind: { ...groupVersion, kind },
      scope: namespaced ? "Namespaced" : "Cluster",
      singularResource: singularName,
      verbs: allowed,
      ...(shortNames ? { shortNames } : {}),
      ...(categories ? { categories } : {}),
      subresources: all
        .filter((one) => one.name.startsWith(`${name}/`))
        .map((one) => ({
          subresource: one.name.slice(name.length + 1),
          responseKind: {
            group: one.group ?? groupVersion.group,
            version: one.version ?? groupVersion.version,
            kind: one.kind,
          },
          verbs: one.verbs,
        })),
    }));
}

/** The answer to a discovery path, or undefined when it is none. */
export function discovery(path: string, catalogue: Catalogue, address: string): unknown {
  const groups = groupsOf(catalogue);
  if (path === "/version") return version;
  if (path === "/api")
    return {
      kind: "APIVersions",
      versions: ["v1"],
      serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: address }],
    };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groups.map(groupEntry) };
  if (path === "/api/v1") return resourceList("v1", listed(catalogue, "", "v1"));
  const [, group, served, rest] = /^\/apis\/([^/]+)(?:\/([^/]+))?(\/.*)?$/.exec(path) ?? [];
  const known = groups.find((entry) => entry.name === group);
  if (!known || group === undefined || rest !== undefined) return openApi(path, catalogue);
  if (served === undefined) return { kind: "APIGroup", apiVersion: "v1", ...groupEntry(known) };
  if (!known.versions.includes(served)) return undefined;
  return resourceList(`${group}/${served}`, listed(catalogue, group, served));
}

interface Group {
  readonly name: string;
  readonly versions: readonly string[];
}

function groupsOf(catalogue: Catalogue): readonly Group[] {
  const versions = new Map<string, Set<string>>();
  const add = (group: string, served: string): void => {
    versions.set(group, (versions.get(group) ?? new Set()).add(served));
  };
  for (const resource of catalogue.all) if (resource.group !== "") add(resource.group, resource.version);
  for (const [group] of reviews) add(group, "v1");
  return [...versions].map(([name, served]) => ({ name, versions: [...served] }));
}

function groupEntry(group: Group): Fields {
  const versions = group.versions.map((served) => ({
    groupVersion: `${group.name}/${served}`,
    version: served,
  }));
  return { name: group.name, versions, preferredVersion: versions[0] };
}

function resourceList(name: string, resources: readonly Listed[]): unknown {
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion: name, resources };
}

function listed(catalogue: Catalogue, group: string, served: string): readonly Listed[] {
  const stored = catalogue.all
    .filter((resource) => resource.group === group && resource.version === served)
    .flatMap((resource) => [entry(resource), ...subresources(resource)]);
  const posted = reviews
    .filter(([of]) => of === group)
    .map(([, name, kind]) => ({
      name,
      singularName: kind.toLowerCase(),
      namespaced: false,
      kind,
      verbs: ["create"],
    }));
  return [...stored, ...posted];
}

function entry(resource: Resource): Listed {
  return {
    name: resource.plural,
    singularName: resource.kind.toLowerCase(),
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs,
    ...(resource.shortNames ? { shortNames: resource.shortNames } : {}),
    ...(showsInAll.has(resource.plural) ? { categories: ["all"] } : {}),
  };
}

const showsInAll = new Set([
  "pods",
  "services",
  "deployments",
  "replicasets",
  "statefulsets",
  "daemonsets",
  "jobs",
  "cronjobs",
]);

function subresources(resource: Resource): readonly Listed[] {
  const { namespaced, kind } = resource;
  const of = (name: string, ...allowed: string[]): Listed => ({
    name: `${resource.plural}/${name}`,
    singularName: "",
    namespaced,
    kind,
    verbs: allowed,
  });
  return [
    ...(resource.status ? [of("status", "get", "patch", "update")] : []),
    ...(hasScale(resource)
      ? [{ ...of("scale", "get", "patch", "update"), kind: "Scale", group: "autoscaling", version: "v1" }]
      : []),
    ...(resource.plural === "pods"
      ? [{ ...of("exec", "create", "get"), kind: "PodExecOptions" }, of("log", "get")]
      : []),
  ];
}

/**
 * OpenAPI v3 in the smallest form: kubectl asks it only whether PATCH takes `fieldValidation`, and then leaves
 * validating to the server.
 */
function openApi(path: string, catalogue: Catalogue): unknown {
  const groupVersions = [...new Set(catalogue.all.map(pathOf))];
  if (path === "/openapi/v3")
    return {
      paths: Object.fromEntries(
        groupVersions.map((name) => [name, { serverRelativeURL: `/openapi/v3/${name}?hash=1` }]),
      ),
    };
  const name = path.startsWith("/openapi/v3/") ? path.slice("/openapi/v3/".length) : undefined;
  if (name === undefined || !groupVersions.includes(name)) return undefined;
  const paths: Record<string, unknown> = {};
  for (const resource of catalogue.all.filter((served) => pathOf(served) === name)) {
    const scope = resource.namespaced ? "namespaces/{namespace}/" : "";
    paths[`/${name}/${scope}${resource.plural}/{name}`] = { patch: patchOperation(resource) };
  }
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: version.gitVersion },
    paths,
    components: { schemas: {} },
  };
}

function patchOperation({ group, version: served, kind }: Resource): unknown {
  return {
    parameters: ["dryRun", "fieldManager", "fieldValidation", "force"].map((parameter) => ({
      name: parameter,
      in: "query",
      schema: { type: "string" },
    })),
    "x-kubernetes-group-version-kind": { group, version: served, kind },
    responses: {},
  };
}

function pathOf(resource: Resource): string {
  return resource.group === "" ? "api/v1" : `apis/${groupVersion(resource)}`;
}
