/** Calico objects for the tests, around the small cluster of `../cluster.ts`. */
import type { KubernetesObject } from "../../../src/policy/index.ts";

const v3 = "projectcalico.org/v3";

/** `calico("shop/p", spec)` is namespaced, `calico("p", spec)` global. */
export function calico(name: string, spec: object, apiVersion = v3): KubernetesObject {
  const [first = "", second] = name.split("/");
  return second === undefined
    ? { apiVersion, kind: "GlobalNetworkPolicy", metadata: { name: first }, spec }
    : { apiVersion, kind: "NetworkPolicy", metadata: { namespace: first, name: second }, spec };
}

export function tier(name: string, order?: number, defaultAction?: string): KubernetesObject {
  return {
    apiVersion: v3,
    kind: "Tier",
    metadata: { name },
    spec: { ...(order === undefined ? {} : { order }), ...(defaultAction ? { defaultAction } : {}) },
  };
}

export function networkSet(name: string, labels: object, nets: readonly string[]): KubernetesObject {
  const [first = "", second] = name.split("/");
  return second === undefined
    ? { apiVersion: v3, kind: "GlobalNetworkSet", metadata: { name: first, labels }, spec: { nets } }
    : {
        apiVersion: v3,
        kind: "NetworkSet",
        metadata: { namespace: first, name: second, labels },
        spec: { nets },
      };
}

export function calicoObject(
  kind: string,
  name: string,
  spec: object,
  labels: object = {},
): KubernetesObject {
  return { apiVersion: v3, kind, metadata: { name, labels }, spec };
}

/** A policy for db's ingress with these rules. */
export function toDb(ingress: readonly object[], more: object = {}): KubernetesObject {
  return calico("shop/to-db", { selector: "app == 'db'", types: ["Ingress"], ingress, ...more });
}

export const allow = { action: "Allow" };
export const deny = { action: "Deny" };

/** One rule that allows this source. */
export const from = (source: object, more: object = {}): object[] => [{ ...allow, source, ...more }];
