/** A question between two namespaces, and policies around it. */
import type { PolicyObject } from "../../src/model/kubernetes.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { CouldNotRead, type Cluster, type Kind } from "../../src/ports.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { pod } from "./objects.ts";

export const client = pod({ namespace: "demo", name: "client", ip: "10.1.0.1" });
export const web = pod({ namespace: "shop", name: "web", ip: "10.1.0.2", ports: [{ containerPort: 8080 }] });
export const pods = { Pod: [client, web] };

export function policy(
  apiVersion: string,
  kind: string,
  name: string,
  spec: Record<string, unknown> = {},
): PolicyObject {
  const namespaced = /^(NetworkPolicy|CiliumNetworkPolicy|AuthorizationPolicy|NetworkSet)$/.test(kind);
  return { apiVersion, kind, metadata: { name, ...(namespaced ? { namespace: "shop" } : {}) }, spec };
}
export const calico = "projectcalico.org/v3";

export async function snapshotOf(cluster: Cluster): Promise<ClusterSnapshot> {
  const parsed = parseQuestion("demo/client -> shop/web:8080");
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return (await resolve(parsed.question, cluster)).snapshot;
}
export const named = (objects: readonly PolicyObject[] | undefined): string[] =>
  (objects ?? []).map(({ metadata }) => metadata.name);

/** Refuses some reads. */
export function refusing(
  cluster: Cluster,
  refuse: (kind: Kind, namespace: string | undefined) => boolean,
  rightOf: (kind: Kind) => CouldNotRead["right"] = () => undefined,
): Cluster {
  const refusal = (kind: Kind): CouldNotRead =>
    new CouldNotRead("forbidden", `not allowed to list ${kind}`, "ask", rightOf(kind));
  return {
    name: "refusing",
    unreadable: [],
    listedWhole: [],
    foresee: (kinds) => {
      cluster.foresee(kinds);
    },
    get: (kind, name, namespace) =>
      refuse(kind, namespace) ? Promise.reject(refusal(kind)) : cluster.get(kind, name, namespace),
    list: (kind, scope) =>
      refuse(kind, scope?.namespace) ? Promise.reject(refusal(kind)) : cluster.list(kind, scope),
  };
}
