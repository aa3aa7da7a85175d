/** Policies of APIs that are not decided here are named, and nothing is called allowed past them. */
import { describe, expect, test } from "vitest";
import { compile, explain, type KubernetesObject } from "../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, namespace, other, web } from "./cluster.ts";
import { authorize } from "./istio/objects.ts";

const made = (apiVersion: string, kind: string, at?: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: "x", ...(at === undefined ? {} : { namespace: at }) },
  spec: {},
});
const told = (objects: readonly KubernetesObject[]) =>
  explain(compile([...cluster, ...objects]), flow(web, db));

describe("another enforcing API", () => {
  test.each([
    [
      "networking.k8s.aws/v1alpha1",
      "ClusterNetworkPolicy",
      undefined,
      "ClusterNetworkPolicy.networking.k8s.aws x",
    ],
    ["networking.k8s.aws/v1alpha1", "ApplicationNetworkPolicy", "shop", "ApplicationNetworkPolicy shop/x"],
    ["networking.gke.io/v1alpha1", "FQDNNetworkPolicy", "shop", "FQDNNetworkPolicy shop/x"],
    ["network.openshift.io/v1", "EgressNetworkPolicy", "shop", "EgressNetworkPolicy shop/x"],
    ["k8s.ovn.org/v1", "EgressFirewall", "shop", "EgressFirewall shop/x"],
    ["crd.antrea.io/v1beta1", "ClusterNetworkPolicy", undefined, "ClusterNetworkPolicy.crd.antrea.io x"],
    ["policy.linkerd.io/v1beta3", "Server", "shop", "Server shop/x"],
    [
      "policy.linkerd.io/v1alpha1",
      "AuthorizationPolicy",
      "shop",
      "AuthorizationPolicy.policy.linkerd.io shop/x",
    ],
    ["consul.hashicorp.com/v1alpha1", "ServiceIntentions", "consul", "ServiceIntentions consul/x"],
    ["kuma.io/v1alpha1", "MeshTrafficPermission", "kuma-system", "MeshTrafficPermission kuma-system/x"],
  ])("%s %s is named, and allows nothing by being passed over", (apiVersion, kind, at, name) => {
    const { verdict, sentence, ingress } = told([made(apiVersion, kind, at)]);
    expect(verdict).toBe("undecidable");
    expect(sentence).toContain(`${name} may select it and is not decided here`);
    expect(ingress.verdict).toBe("undecidable");
    // What Kubernetes' own policies deny stays denied, with a word about it.
    const denied = told([made(apiVersion, kind, at), dbIngress([])]);
    expect(denied.verdict).toBe("deny");
    expect(denied.ingress.walkthrough.join("\n")).toContain(`${name} is not decided here`);
  });

  test("of another namespace has no say", () => {
    expect(told([made("networking.gke.io/v1alpha1", "FQDNNetworkPolicy", "other")]).verdict).toBe("allow");
  });
});

describe("an AuthorizationPolicy on pods that show no sidecar", () => {
  const deny = authorize({ action: "DENY", rules: [{}] });
  const line = (objects: readonly KubernetesObject[]) =>
    told(objects).ingress.walkthrough.find((one) => one.includes("AuthorizationPolicy"));

  test("is said not to be in force there, and by what that is known", () => {
    expect(line([deny])).toBe(
      "AuthorizationPolicy shop/a selects it and is not in force there: db shows no sidecar (istio-proxy), and neither its labels nor its namespace's ask for one or for ambient mode",
    );
    expect(line([deny, namespace("shop", { "istio-injection": "enabled" })])).toContain(
      "though its labels ask for one",
    );
    expect(told([deny]).verdict).toBe("allow");
  });

  test("is not spoken of where it selects others", () => {
    expect(
      line([authorize({ selector: { matchLabels: { app: "x" } }, action: "DENY", rules: [{}] })]),
    ).toBeUndefined();
    expect(explain(compile([...cluster, deny]), flow(web, other)).ingress.walkthrough.join()).not.toContain(
      "shop/a",
    );
  });
});
