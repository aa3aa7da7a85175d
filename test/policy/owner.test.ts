import { describe, expect, test } from "vitest";
import { compile, suggest, toFix } from "../../src/policy/index.ts";
import { cluster, db, flow, namespace, policy, web } from "./cluster.ts";

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
    expect(suggestion.caution).toContain("would be undone");
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
