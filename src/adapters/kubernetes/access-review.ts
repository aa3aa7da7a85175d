import { z } from "zod";
import type { KubernetesApi } from "./api.ts";

const Review = z.object({ status: z.object({ allowed: z.boolean() }) });

/** What is to be done: `{ verb: "create", resource: "pods", subresource: "exec", namespace: "netdiag" }`. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string;
  /** The core group when absent. */
  readonly group?: string;
  readonly subresource?: string;
  /** Any of the namespace when absent. */
  readonly name?: string;
}

/**
 * Whether the API server's rules allow it (SelfSubjectAccessReview), to netdiag's account or to the user it acts as; undefined
 * when its answer says neither. Rejects as the API does when it cannot be asked.
 */
export async function isAllowed(
  api: KubernetesApi,
  resourceAttributes: ResourceAttributes,
  { as, signal }: { readonly as?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<boolean | undefined> {
  const review = await api.send({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    body: {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes },
    },
    signal,
    ...(as !== undefined && { as }),
  });
  return Review.safeParse(review).data?.status.allowed;
}
