/** Policies of the cluster's administrator for the tests, as plain objects. */
import type { KubernetesObject } from "../../../src/policy/index.ts";

const inApi = (version: string, kind: string, name: string, spec: object): KubernetesObject => ({
  apiVersion: `policy.networking.k8s.io/${version}`,
  kind,
  metadata: { name },
  spec,
});

const everywhere = { namespaces: {} };

/** An AdminNetworkPolicy about every pod, unless the spec says otherwise. */
export function admin(spec: object, name = "admin"): KubernetesObject {
  return inApi("v1alpha1", "AdminNetworkPolicy", name, { priority: 10, subject: everywhere, ...spec });
}

/** The BaselineAdminNetworkPolicy, about every pod unless the spec says otherwise. */
export function baseline(spec: object, name = "default"): KubernetesObject {
  return inApi("v1alpha1", "BaselineAdminNetworkPolicy", name, { subject: everywhere, ...spec });
}

/** A ClusterNetworkPolicy of the Admin tier about every pod, unless the spec says otherwise. */
export function clusterPolicy(spec: object, name = "cluster"): KubernetesObject {
  return inApi("v1alpha2", "ClusterNetworkPolicy", name, {
    tier: "Admin",
    priority: 10,
    subject: everywhere,
    ...spec,
  });
}

export const anyPod = [{ namespaces: {} }];
export const denyAll = { action: "Deny", from: anyPod };
export const allowAll = { action: "Allow", from: anyPod };
export const passAll = { action: "Pass", from: anyPod };
