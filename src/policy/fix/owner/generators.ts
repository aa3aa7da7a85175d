/**
 * Controllers that make policies for many namespaces, by the marks they leave. A copy may carry the marks of what it was copied
 * from, so these are looked for before any other.
 */
import type { Marks, Owner } from "./marks.ts";

/** Source: the HNC user guide, "Propagated objects": the controller takes back any change of a copy. */
function hierarchicalNamespaces({ name, labels }: Marks): Owner | undefined {
  const from = labels["hnc.x-k8s.io/inherited-from"];
  return from === undefined || from === ""
    ? undefined
    : {
        by: `the hierarchical namespace controller, which copied it from ${from}`,
        change: `NetworkPolicy ${from}/${name}, for every namespace below ${from}`,
      };
}

/** Source of the labels: kyverno pkg/background/common, `GeneratePolicyLabel`. */
function kyverno({ labels }: Marks): Owner | undefined {
  const policy = labels["generate.kyverno.io/policy-name"];
  if (policy === undefined) return undefined;
  const namespace = labels["generate.kyverno.io/policy-namespace"] ?? "";
  const which = namespace === "" ? policy : `${namespace}/${policy}`;
  const rule = labels["generate.kyverno.io/rule-name"];
  return {
    by: `Kyverno policy ${which}`,
    change: `${rule === undefined ? "the generate rule" : `generate rule ${rule}`} of Kyverno policy ${which}`,
  };
}

/** Source of the labels: capsule `GetTypeLabel`. */
function capsule({ labels }: Marks): Owner | undefined {
  if (labels["capsule.clastix.io/network-policy"] === undefined) return undefined;
  const tenant = labels["capsule.clastix.io/tenant"];
  const by = tenant === undefined ? "its Capsule Tenant" : `Capsule Tenant ${tenant}`;
  return { by, change: `spec.networkPolicies of ${by}` };
}

const rancherNames = new Set(["np-default", "np-default-allow-all", "hn-nodes"]);

/**
 * `hn-nodes` has no label, only its namespace as owner. Objects that people make in Rancher's older console have the creator's
 * label too, beside their own id. Source: rancher pkg/controllers/managementagent/networkpolicy.
 */
function rancher({
  name,
  namespace,
  labels,
  annotations,
  ownerReferences,
  namespaceLabels,
}: Marks): Owner | undefined {
  const isLabelled =
    labels["cattle.io/creator"] === "norman" && annotations["field.cattle.io/creatorId"] === undefined;
  const isInProject =
    namespaceLabels?.["field.cattle.io/projectId"] !== undefined ||
    ownerReferences.some(({ kind }) => kind === "Namespace");
  if (!isLabelled && !(rancherNames.has(name) && isInProject)) return undefined;
  return {
    by: "Rancher project network isolation",
    change: `Project Network Isolation in the cluster's settings in Rancher, or the Rancher project that ${namespace} is in`,
  };
}

export const generators: readonly ((marks: Marks) => Owner | undefined)[] = [
  hierarchicalNamespaces,
  kyverno,
  capsule,
  rancher,
];
