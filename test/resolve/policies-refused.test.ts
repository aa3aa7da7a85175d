/** What a question says of policies that may not be read. */
import { describe, expect, test } from "vitest";
import type { Kind } from "../../src/ports.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { named, pods, policy, refusing, snapshotOf } from "./policy-objects.ts";

describe("what may not be read", () => {
  test("is one line for a kind, with the namespaces it was refused in", async () => {
    const { notRead } = await snapshotOf(
      refusing(memoryCluster(pods), (kind) => kind === "CiliumNetworkPolicy"),
    );
    expect(notRead).toEqual([
      {
        what: "CiliumNetworkPolicies of namespaces demo, shop",
        reason: "not allowed to list CiliumNetworkPolicy",
        next: "ask",
        policiesOf: ["demo", "shop"],
      },
    ]);
  });

  test("refused in one namespace, the others are there", async () => {
    const objects = { ...pods, CiliumNetworkPolicy: [policy("cilium.io/v2", "CiliumNetworkPolicy", "p")] };
    const { notRead, policies } = await snapshotOf(
      refusing(
        memoryCluster(objects),
        (kind, namespace) => kind === "CiliumNetworkPolicy" && namespace === "demo",
      ),
    );
    expect(notRead).toMatchObject([
      { what: "CiliumNetworkPolicies of namespace demo", policiesOf: ["demo"] },
    ]);
    expect(named(policies)).toEqual(["p"]);
  });

  test.each<[Kind, string]>([
    ["GlobalNetworkPolicy", "GlobalNetworkPolicies"],
    ["Tier", "Tiers"],
    ["ClusterNetworkPolicy.crd.antrea.io", "ClusterNetworkPolicies (crd.antrea.io)"],
    ["Profile", "Profiles"],
    ["ClusterNetworkPolicy.networking.k8s.aws", "ClusterNetworkPolicies (networking.k8s.aws)"],
    // They stand in a namespace, and may be about the pods of any.
    ["ServiceIntentions", "ServiceIntentions"],
    ["MeshTrafficPermission", "MeshTrafficPermissions"],
  ])("cluster-wide, it concerns every pod: %s", async (refused, what) => {
    const { notRead } = await snapshotOf(refusing(memoryCluster(pods), (kind) => kind === refused));
    expect(notRead).toMatchObject([{ what, policiesOf: "all" }]);
  });

  test("in the mesh's own namespace, it concerns every pod too", async () => {
    const { notRead } = await snapshotOf(
      refusing(
        memoryCluster(pods),
        (kind, namespace) => kind === "PeerAuthentication" && namespace === "istio-system",
      ),
    );
    expect(notRead).toMatchObject([
      { what: "PeerAuthentications of namespace istio-system", policiesOf: "all" },
    ]);
  });

  test("of policies that enforce nothing, it makes no difference", async () => {
    const { notRead } = await snapshotOf(refusing(memoryCluster(pods), (kind) => kind.startsWith("Staged")));
    expect(notRead).toEqual([]);
  });

  test("of one API, for want of rights, it is one line with every right that is missing", async () => {
    const kinds: Partial<Record<Kind, string>> = {
      HostEndpoint: "hostendpoints",
      GlobalNetworkPolicy: "globalnetworkpolicies",
      "NetworkPolicy.projectcalico.org": "networkpolicies",
      CiliumNetworkPolicy: "ciliumnetworkpolicies",
    };
    const { notRead } = await snapshotOf(
      refusing(
        memoryCluster(pods),
        (kind) => kinds[kind] !== undefined,
        (kind) => ({
          group: kind.startsWith("Cilium") ? "cilium.io" : "projectcalico.org",
          resource: kinds[kind] ?? "",
        }),
      ),
    );
    expect(notRead).toEqual([
      {
        what: "CiliumNetworkPolicies of namespaces demo, shop",
        reason: "not allowed to list CiliumNetworkPolicy",
        next: "ask",
        policiesOf: ["demo", "shop"],
      },
      {
        what: "GlobalNetworkPolicies, HostEndpoints, NetworkPolicies (projectcalico.org) of namespaces demo, shop",
        reason: "not allowed to list GlobalNetworkPolicy",
        next: "ask; likewise for hostendpoints, networkpolicies",
        policiesOf: "all",
      },
    ]);
  });

  test("of pods says nothing about policies", async () => {
    const { notRead } = await snapshotOf(
      refusing(memoryCluster(pods), (kind, namespace) => kind === "Namespace" && namespace === undefined),
    );
    expect(notRead.map(({ policiesOf }) => policiesOf)).toEqual([undefined, undefined]);
  });
});
