import { describe, expect, test } from "vitest";
import { compile, suggest, toFix } from "../../../src/policy/index.ts";
import { cluster, db, flow, namespace, policy, web } from "../cluster.ts";

function suggested(
  metadata: object,
  spec: object = { podSelector: { matchLabels: { app: "db" } } },
  name = "shop/deny",
) {
  const suggestion = suggest(compile([...cluster, policy(name, spec, metadata)]), flow(web, db));
  if (suggestion.result !== "change") throw new Error(suggestion.sentence);
  const [change] = suggestion.changes;
  return { suggestion, change };
}

describe("a policy that an owner would restore is not edited: a policy beside it is given, and the owner named", () => {
  test.each([
    [
      "a controller",
      { ownerReferences: [{ kind: "Tenant", name: "a", apiVersion: "x/v1", controller: true }] },
      /Tenant a/,
    ],
    [
      "Helm by label",
      { labels: { "app.kubernetes.io/managed-by": "Helm", "app.kubernetes.io/instance": "shop" } },
      /chart values of Helm release shop/,
    ],
    ["Helm by annotation", { annotations: { "meta.helm.sh/release-name": "shop" } }, /Helm release shop/],
    [
      "Argo CD by tracking id",
      { annotations: { "argocd.argoproj.io/tracking-id": "shop:networking.k8s.io/NetworkPolicy:shop/deny" } },
      /Argo CD application shop/,
    ],
    ["Argo CD by label", { labels: { "argocd.argoproj.io/instance": "shop" } }, /Argo CD application shop/],
    [
      "Flux Kustomization",
      { labels: { "kustomize.toolkit.fluxcd.io/name": "infra" } },
      /Flux Kustomization infra/,
    ],
    [
      "Flux HelmRelease",
      { labels: { "helm.toolkit.fluxcd.io/name": "shop", "app.kubernetes.io/managed-by": "Helm" } },
      /Flux HelmRelease shop/,
    ],
    [
      "Helm by its release's namespace as well",
      { annotations: { "meta.helm.sh/release-name": "shop", "meta.helm.sh/release-namespace": "ops" } },
      /chart values of Helm release shop/,
    ],
    [
      "Flux Kustomization of another namespace",
      {
        labels: {
          "kustomize.toolkit.fluxcd.io/name": "infra",
          "kustomize.toolkit.fluxcd.io/namespace": "flux-system",
        },
      },
      /the source of Flux Kustomization flux-system\/infra/,
    ],
    [
      "Config Sync",
      {
        labels: { "app.kubernetes.io/managed-by": "configmanagement.gke.io" },
        annotations: {
          "configmanagement.gke.io/managed": "enabled",
          "configmanagement.gke.io/source-path": "shop/deny.yaml",
        },
      },
      /shop\/deny\.yaml in the repository that Config Sync reads/,
    ],
    [
      "Kyverno",
      {
        labels: {
          "app.kubernetes.io/managed-by": "kyverno",
          "generate.kyverno.io/policy-name": "add-networkpolicy",
          "generate.kyverno.io/policy-namespace": "",
          "generate.kyverno.io/rule-name": "default-deny",
        },
      },
      /generate rule default-deny of Kyverno policy add-networkpolicy/,
    ],
    [
      "Capsule, though a controller owns it",
      {
        labels: { "capsule.clastix.io/network-policy": "0", "capsule.clastix.io/tenant": "oil" },
        ownerReferences: [{ kind: "Tenant", name: "oil", controller: true }],
      },
      /spec\.networkPolicies of Capsule Tenant oil/,
    ],
    [
      "HNC, though the original's marks were copied along",
      { labels: { "hnc.x-k8s.io/inherited-from": "acme", "argocd.argoproj.io/instance": "acme-base" } },
      /NetworkPolicy acme\/deny, for every namespace below acme/,
    ],
    [
      "Rancher by label",
      { labels: { "cattle.io/creator": "norman", "field.cattle.io/projectId": "p-1" } },
      /Project Network Isolation in the cluster's settings in Rancher/,
    ],
    ["another tool", { labels: { "app.kubernetes.io/managed-by": "tenant-operator" } }, /tenant-operator/],
    [
      "KubeSphere by label",
      { labels: { "kubesphere.io/workspace": "demo" } },
      /KubeSphere network isolation/,
    ],
    [
      "KubeSphere by manager",
      { managedFields: [{ manager: "kubesphere-controller-manager" }] },
      /KubeSphere network isolation/,
    ],
  ])("%s", (_, metadata, owner) => {
    const { suggestion, change } = suggested(metadata);
    expect(change).toMatchObject({ action: "new-policy", beside: [{ object: { name: "deny" } }] });
    expect(suggestion.caution).toMatch(owner);
    expect(suggestion.caution).toContain("which undoes edits");
  });

  test("Rancher's policy for nodes has no mark but its namespace as owner", () => {
    const metadata = { ownerReferences: [{ kind: "Namespace", name: "shop", apiVersion: "v1", uid: "1" }] };
    const { suggestion, change } = suggested(metadata, undefined, "shop/hn-nodes");
    expect(change).toMatchObject({ action: "new-policy" });
    expect(suggestion.caution).toContain("Rancher project network isolation");
  });

  test("in an isolated KubeSphere workspace a project's allow-list is no way out until the project is isolated", () => {
    const { suggestion } = suggested(
      {},
      {
        podSelector: {},
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubesphere.io/workspace": "demo" } } }] }],
      },
      "shop/nsnp-network-isolate",
    );
    expect(suggestion.caution).toContain("counts only while that project's own isolation is on");
  });

  test("what only looks like KubeSphere's isolation has its shape, and is not said to belong to it", () => {
    const isolation = {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubesphere.io/workspace": "demo" } } }] }],
    };
    const byHand = suggested({}, isolation, "shop/allow-same-workspace").suggestion.caution;
    expect(byHand).toContain("looks like KubeSphere network isolation");
    expect(byHand).not.toContain("belongs to");
    const marked = suggested({ labels: { "kubesphere.io/generated": "true" } }, isolation, "shop/anything");
    expect(marked.suggestion.caution).toContain("belongs to KubeSphere network isolation");
  });

  test("KubeSphere's generated policy is known by name and shape, without any mark", () => {
    const spec = (label: string, value: string) => ({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { [label]: value } } }] }],
    });
    expect(
      suggested({}, spec("kubesphere.io/workspace", "demo"), "shop/anything").suggestion.caution,
    ).toContain("workspace");
    expect(suggested({}, spec("kubesphere.io/namespace", "x"), "shop/anything").suggestion.caution).toContain(
      "project shop",
    );
    const inWorkspace = compile([
      ...cluster,
      namespace("shop", { "kubesphere.io/workspace": "demo" }),
      policy("shop/nsnp-extra", { podSelector: {} }),
    ]);
    expect(suggest(inWorkspace, flow(web, db))).toMatchObject({
      caution: expect.stringContaining("network isolation of workspace demo") as string,
    });
    const elsewhere = suggested({}, { podSelector: { matchLabels: { app: "db" } } }, "shop/nsnp-extra");
    expect(elsewhere.suggestion.caution).toBeUndefined();
  });

  test.each([
    [
      "owned by its namespace, which writes nothing",
      { ownerReferences: [{ kind: "Namespace", name: "shop" }] },
    ],
    [
      "made by a person in Rancher's console",
      {
        labels: { "cattle.io/creator": "norman" },
        annotations: { "field.cattle.io/creatorId": "user-abc" },
      },
    ],
    ["released by Config Sync", { annotations: { "configmanagement.gke.io/managed": "disabled" } }],
    ["applied with kubectl", { labels: { "app.kubernetes.io/managed-by": "kubectl" } }],
  ])("a policy %s is edited", (_, metadata) => {
    const { suggestion, change } = suggested(metadata);
    expect(change).toMatchObject({ action: "add-rule", beside: [] });
    expect(suggestion.caution).toBeUndefined();
  });

  test("a policy a person made in the KubeSphere console is theirs to edit", () => {
    const { change } = suggested({
      annotations: { "kubesphere.io/creator": "admin", "kubesphere.io/description": "x" },
    });
    expect(change).toMatchObject({ action: "add-rule", beside: [] });
  });

  test("an unowned policy beside an owned one is edited, and the owner still named", () => {
    const model = compile([
      ...cluster,
      policy("shop/generated", { podSelector: {} }, { labels: { "app.kubernetes.io/managed-by": "Helm" } }),
      policy("shop/ours", { podSelector: { matchLabels: { app: "db" } } }),
    ]);
    expect(suggest(model, flow(web, db))).toMatchObject({
      changes: [{ action: "add-rule", object: { name: "ours" } }],
    });
    expect(toFix(suggest(model, flow(web, db)))).toMatchObject({ checked: true, alsoOpens: [] });
  });
});
