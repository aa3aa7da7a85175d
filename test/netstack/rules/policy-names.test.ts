import { describe, expect, test } from "vitest";
import { azureChainNames, azureSetNames } from "../../../src/netstack/enforcers/azure-npm.ts";
import { policyChainNames } from "../../../src/netstack/enforcers/calico-chains.ts";
import { policyOfChain, policyOfRule } from "../../../src/netstack/enforcers/policy-names.ts";
import { filter } from "./load.ts";

const only = (rule: string, chain = "FORWARD") => {
  const [first] = filter([`-A ${chain} ${rule}`], [chain]).chains.flatMap(({ rules }) => rules);
  if (!first) throw new Error("no rule");
  return first;
};
const np = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };
const calico = { apiVersion: "projectcalico.org/v3" };
const anp = { apiVersion: "policy.networking.k8s.io/v1alpha1" };
const antrea = { apiVersion: "crd.antrea.io/v1beta1" };
const cilium = { apiVersion: "cilium.io/v2" };
const says = (text: string) => `-m comment --comment "${text}"`;

describe("a comment names its policy", () => {
  test.each([
    [
      "KubernetesNetworkPolicy demo/web ingress",
      { ...np, namespace: "demo", name: "web", direction: "ingress" },
    ],
    ["Policy demo/knp.default.web egress", { ...np, namespace: "demo", name: "web", direction: "egress" }],
    [
      "NetworkPolicy demo/tier.web ingress",
      { ...calico, kind: "NetworkPolicy", namespace: "demo", name: "tier.web", direction: "ingress" },
    ],
    [
      "Policy demo/default.web ingress",
      { ...calico, kind: "NetworkPolicy", namespace: "demo", name: "default.web", direction: "ingress" },
    ],
    [
      "GlobalNetworkPolicy deny-meta egress",
      { ...calico, kind: "GlobalNetworkPolicy", name: "deny-meta", direction: "egress" },
    ],
    [
      "Policy default.all ingress",
      { ...calico, kind: "GlobalNetworkPolicy", name: "default.all", direction: "ingress" },
    ],
    [
      "Policy kanp.adminnetworkpolicy.guard ingress",
      { ...anp, kind: "AdminNetworkPolicy", name: "guard", direction: "ingress" },
    ],
    [
      "KubernetesBaselineAdminNetworkPolicy default egress",
      { ...anp, kind: "BaselineAdminNetworkPolicy", name: "default", direction: "egress" },
    ],
    [
      "rule to ACCEPT traffic from source pods to dest pods selected by policy name web namespace demo",
      { ...np, namespace: "demo", name: "web" },
    ],
    ["Policy explicitly accepted packet.", undefined],
    ["End of tier default. Drop if no policies passed packet", undefined],
    ["Profile kns.demo ingress", undefined],
  ])("%s", (comment, policy) => {
    expect(policyOfRule(only(`-m comment --comment "${comment}" -j DROP`))).toEqual(policy);
  });
});

describe("kube-router's comments name the policy, whole sentences and since 2.7 tags in its own chains", () => {
  test.each([
    [
      "KUBE-NWPLCY-A",
      "ACCEPT traffic from all sources to dest pods selected by policy name: web namespace demo",
    ],
    [
      "KUBE-NWPLCY-A",
      "rule to ACCEPT traffic from source pods to all destinations selected by policy name: web namespace demo",
    ],
    ["KUBE-NWPLCY-A", "demo/web ingress pods"],
    ["KUBE-NWPLCY-A", "demo/web egress cidr np"],
    ["KUBE-NWPLCY-A", "demo/web except-src"],
    ["KUBE-POD-FW-A", "demo/web policy"],
  ])("in %s: %s", (chain, comment) => {
    expect(policyOfRule(only(`${says(comment)} -j ACCEPT`, chain))).toEqual({
      ...np,
      namespace: "demo",
      name: "web",
    });
  });

  test.each([
    ["FORWARD", "demo/web ingress pods"],
    ["KUBE-POD-FW-A", "demo/web-7d9c reject"],
    ["KUBE-POD-FW-A", "rule for stateful firewall for pod"],
  ])("in %s: %s names none", (chain, comment) => {
    expect(policyOfRule(only(`${says(comment)} -j ACCEPT`, chain))).toBeUndefined();
  });
});

describe("Azure NPM names a policy where its chain is asked", () => {
  test.each([
    [
      "INGRESS-POLICY-y/base-TO-podlabel-pod:a-AND-ns-y-IN-ns-y",
      { ...np, namespace: "y", name: "base", direction: "ingress" },
    ],
    [
      "EGRESS-POLICY-kube-system/konnectivity-agent.v2-FROM-all-IN-ns-kube-system",
      { ...np, namespace: "kube-system", name: "konnectivity-agent.v2", direction: "egress" },
    ],
    ["DROP-ON-INGRESS-DROP-MARK-0x400/0x400", undefined],
    ["ALLOW-FROM-nslabel-ns:x-AND-nestedlabel-pod:b:c-ON-TCP-TO-PORT-80", undefined],
  ])("%s", (comment, policy) => {
    expect(policyOfRule(only(`${says(comment)} -j ACCEPT`, "AZURE-NPM-INGRESS"))).toEqual(policy);
  });

  test("the chain that asks every policy is none of one", () => {
    const ruleset = filter(
      [
        `-A AZURE-NPM-INGRESS ${says("INGRESS-POLICY-y/base-TO-all-IN-ns-y")} -j AZURE-NPM-INGRESS-2697641196`,
      ],
      ["AZURE-NPM-INGRESS", "AZURE-NPM-INGRESS-2697641196"],
    );
    expect(ruleset.chains.map((chain) => policyOfChain(chain))).toEqual([undefined, undefined, undefined]);
  });

  // Names as in recordings and tests of npm/pkg/dataplane/testdata and npm/ipsm.
  test.each([
    ["AZURE-NPM-INGRESS-2697641196", azureChainNames("y", "base", "ingress")],
    ["AZURE-NPM-EGRESS-2697641196", azureChainNames("y", "base", "egress")],
    ["azure-npm-3922407721", azureSetNames("podlabel-pod:a")],
    ["azure-npm-55798953", azureSetNames("nestedlabel-pod:b:c")],
    ["azure-npm-2129276318", azureSetNames("nslabel-ns:x")],
    ["azure-npm-3fmr1y4xucxg45l55kfb", azureSetNames("test-set")],
  ])("%s is a hash of what it stands for", (name, names) => {
    expect(names).toContain(name);
    expect(names.every((one) => one.length <= 31)).toBe(true);
  });
});

describe("Antrea's rules about nodes name theirs", () => {
  test.each([
    [
      "AntreaClusterNetworkPolicy:guard-nodes",
      { ...antrea, kind: "ClusterNetworkPolicy", name: "guard-nodes", direction: "ingress" },
    ],
    [
      "AntreaNetworkPolicy:demo/web",
      { ...antrea, kind: "NetworkPolicy", namespace: "demo", name: "web", direction: "ingress" },
    ],
    ["K8sNetworkPolicy:demo/web", { ...np, namespace: "demo", name: "web", direction: "ingress" }],
    ["AdminNetworkPolicy:guard", { ...anp, kind: "AdminNetworkPolicy", name: "guard", direction: "ingress" }],
  ])("%s", (reference, policy) => {
    const rule = only(
      `-p tcp ${says(`Antrea: for rule ingress-drop, policy ${reference}`)} -j DROP`,
      "ANTREA-POL-INGRESS-RULES",
    );
    expect(policyOfRule(rule)).toEqual(policy);
  });
});

describe("Cilium's labels name theirs, wherever they are written", () => {
  test.each([
    [
      "k8s:io.cilium.k8s.policy.derived-from=CiliumNetworkPolicy k8s:io.cilium.k8s.policy.name=web k8s:io.cilium.k8s.policy.namespace=demo",
      { ...cilium, kind: "CiliumNetworkPolicy", namespace: "demo", name: "web" },
    ],
    [
      "[k8s:io.cilium.k8s.policy.derived-from=CiliumClusterwideNetworkPolicy,k8s:io.cilium.k8s.policy.name=guard]",
      { ...cilium, kind: "CiliumClusterwideNetworkPolicy", name: "guard" },
    ],
    [
      "k8s:io.cilium.k8s.policy.derived-from=NetworkPolicy,k8s:io.cilium.k8s.policy.name=web,k8s:io.cilium.k8s.policy.namespace=demo",
      { ...np, namespace: "demo", name: "web" },
    ],
    ["cilium: any->proxy redirect", undefined],
  ])("%s", (labels, policy) => {
    expect(policyOfRule(only(`${says(labels)} -j ACCEPT`))).toEqual(policy);
  });
});

describe("a chain's name tells its policy where it is not hashed", () => {
  test.each([
    ["filter-cali-pi-knp/shop/web", { ...np, namespace: "shop", name: "web", direction: "ingress" }],
    [
      "cali-po-gnp/security.deny",
      { ...calico, kind: "GlobalNetworkPolicy", name: "security.deny", direction: "egress" },
    ],
    ["cali-pi-a/knp.default.web", { ...np, namespace: "a", name: "web", direction: "ingress" }],
    [
      "filter-cali-pi-default/shop/knp.default.web",
      { ...np, namespace: "shop", name: "web", direction: "ingress" },
    ],
    [
      "filter-cali-po-security/shop/security.web",
      { ...calico, kind: "NetworkPolicy", namespace: "shop", name: "security.web", direction: "egress" },
    ],
    [
      "filter-cali-po-adminnetworkpolicy/kanp.adminnetworkpolicy.guard",
      { ...anp, kind: "AdminNetworkPolicy", name: "guard", direction: "egress" },
    ],
    // Of namespace `default`, or of every namespace in tier `default`.
    ["cali-pi-default/default.all", undefined],
    ["cali-pi-_x0Or9gDNw-xlPIxhTL5", undefined],
    ["cali-pri-kns.shop", undefined],
    ["KUBE-SERVICES", undefined],
  ])("%s", (name, policy) => {
    const [chain] = filter([], [name]).chains.slice(1);
    expect(chain && policyOfChain(chain)).toEqual(policy);
  });
});

describe("a hashed name is that of a policy whose chain would be called so", () => {
  const calicoPolicy = (namespace: string | undefined, name: string) => ({
    apiVersion: "crd.projectcalico.org/v1",
    kind: namespace === undefined ? "GlobalNetworkPolicy" : "NetworkPolicy",
    ...(namespace === undefined ? {} : { namespace }),
    name,
  });
  // As on a node of Calico 3.32, with these policies in force.
  test.each([
    [
      "cali-pi-_x0Or9gDNw-xlPIxhTL5",
      { ...np, namespace: "shop", name: "web-allow-client" },
      "ingress",
      "default",
    ],
    [
      "cali-po-_IMOcEKOOJ1An6QbYJr8",
      { ...np, namespace: "shop", name: "client-egress" },
      "egress",
      "default",
    ],
    ["cali-po-_zmsfkeNzK45tm2sK5iS", calicoPolicy("shop", "default.client-egress"), "egress", "default"],
    ["cali-pi-_zmsfkeNzK45tm2sK5iS", calicoPolicy("shop", "client-egress"), "ingress", "default"],
    [
      "filter-cali-po-gnp/security.deny-meta",
      calicoPolicy(undefined, "security.deny-meta"),
      "egress",
      "security",
    ],
    ["cali-pi-a/knp.default.web", { ...np, namespace: "a", name: "web" }, "ingress", "default"],
    ["cali-pi-default/default.all", calicoPolicy(undefined, "default.all"), "ingress", "default"],
  ] as const)("%s", (chain, policy, direction, tier) => {
    expect(policyChainNames(policy, direction, tier)).toContain(chain);
    expect(policyChainNames(policy, direction === "egress" ? "ingress" : "egress", tier)).not.toContain(
      chain,
    );
    expect(policyChainNames({ ...policy, name: "other" }, direction, tier)).not.toContain(chain);
  });

  test("policies that Calico does not enforce have none", () => {
    expect(
      policyChainNames({ ...cilium, kind: "CiliumNetworkPolicy", name: "web" }, "ingress", "default"),
    ).toEqual([]);
  });
});
