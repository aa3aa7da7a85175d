/** What the manifests let netdiag change in a cluster: nothing, unless the component for it is asked for. */
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { appliedKinds } from "../../src/apply/kinds.ts";
import { built, hasKubectl, one } from "./built.ts";
import { Manifest, text } from "./manifests.ts";

/** Of what is no pod of netdiag's own: what changes a cluster. */
const writes = [
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
  "impersonate",
  "escalate",
  "bind",
  "*",
];

/** Namespaced rights over debug pods are another matter: they are held by admission.yaml. */
function writingRules(objects: readonly Manifest[]): readonly string[] {
  return objects
    .filter(
      ({ kind, metadata }) =>
        kind === "ClusterRole" || (kind === "Role" && metadata?.namespace !== "netdiag-probers"),
    )
    .flatMap(({ metadata, rules = [] }) =>
      rules
        .filter(({ verbs }) => verbs.some((verb) => writes.includes(verb)))
        .map(({ resources, verbs }) => `${metadata?.name ?? ""}: ${verbs.join()} ${resources.join()}`),
    );
}

const component: readonly Manifest[] = parseAllDocuments(text("deploy/components/apply/rbac.yaml")).map(
  (document) => Manifest.parse(document.toJS()),
);

test("the component gives get, create and patch of exactly what is applied, and no right to delete", () => {
  const [role] = component;
  const granted = (role?.rules ?? []).flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`)),
  );
  expect(granted.sort()).toEqual(appliedKinds.map(({ group, resource }) => `${group}/${resource}`).sort());
  for (const { verbs } of role?.rules ?? []) expect(verbs).toEqual(["get", "create", "patch"]);
  expect(component.at(-1)?.subjects).toEqual([
    { kind: "ServiceAccount", name: "netdiag-worker", namespace: "netdiag" },
  ]);
});

describe.skipIf(!hasKubectl)("what kubectl makes of the manifests", () => {
  test.each(["base", "with-redis", "on-demand"])(
    "%s lets netdiag write nothing of the cluster's",
    (folder) => {
      expect(writingRules(built(folder))).toEqual([]);
    },
  );

  test("with the component the worker may write policies, and both programs are told that they may", () => {
    const objects = built("base", ["apply"]);
    expect(writingRules(objects)).toHaveLength(appliedKinds.length);
    expect(one(objects, "ClusterRole", "netdiag-apply").rules).toHaveLength(appliedKinds.length);
    const settings = objects.filter(
      ({ kind, metadata }) => kind === "ConfigMap" && metadata?.name.startsWith("netdiag"),
    );
    expect(JSON.stringify(settings)).toContain('"NETDIAG_APPLY":"on"');
  });
});
