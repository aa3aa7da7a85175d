/**
 * Calico's API server leaves policies of tiers that the asker may not read out of a list without a word. Asked for tiers by
 * name, it refuses instead. Source: calico apiserver pkg/registry/projectcalico/util/rbac.go.
 */
import type { PolicyObject } from "../../model/kubernetes.ts";
import type { Resource } from "./kind-info.ts";

/** Whether a list of this resource may be shorter than what there is. */
export function leavesOut({ group, resource }: Pick<Resource, "group" | "resource">): boolean {
  return (
    group === "projectcalico.org" &&
    resource.endsWith("networkpolicies") &&
    resource !== "stagedkubernetesnetworkpolicies"
  );
}

/** The label selector that names every tier. */
export function inTiers(tiers: readonly PolicyObject[]): string {
  return `projectcalico.org/tier in (${tiers.map(({ metadata }) => metadata.name).join(",")})`;
}

/** What RBAC has to allow for the policies of a resource to be read, whichever tier they are in. */
export function tierResource(resource: string): string {
  return `tier.${resource}`;
}
