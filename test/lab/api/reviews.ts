import { z } from "zod";
import type { Access, Asked, User } from "./access.ts";
import { badRequest } from "./status.ts";

const AccessReview = z.looseObject({
  spec: z.looseObject({
    resourceAttributes: z
      .looseObject({
        namespace: z.string().optional(),
        verb: z.string().default("*"),
        group: z.string().default(""),
        resource: z.string(),
        subresource: z.string().optional(),
        name: z.string().optional(),
      })
      .optional(),
    nonResourceAttributes: z.looseObject({}).optional(),
  }),
});

/**
 * Answers "may I?": consistent with what the server then refuses. Undefined when the path is no review.
 * Throws ApiError 400 for a body that does not read.
 */
export function review(path: string, body: unknown, user: User, access: Access): unknown {
  switch (path) {
    case "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews": {
      const parsed = AccessReview.safeParse(body);
      if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
      const attributes = parsed.data.spec.resourceAttributes;
      const allowed = attributes === undefined || access.allows(user, askedBy(attributes));
      return {
        kind: "SelfSubjectAccessReview",
        apiVersion: "authorization.k8s.io/v1",
        metadata: {},
        spec: parsed.data.spec,
        status: { allowed },
      };
    }
    case "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews":
      return {
        kind: "SelfSubjectRulesReview",
        apiVersion: "authorization.k8s.io/v1",
        metadata: {},
        spec: {},
        status: {
          incomplete: access.forbid.length > 0,
          resourceRules: user.rules ?? [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }],
          nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/api", "/apis", "/version", "/openapi"] }],
        },
      };
    case "/apis/authentication.k8s.io/v1/selfsubjectreviews":
      return {
        kind: "SelfSubjectReview",
        apiVersion: "authentication.k8s.io/v1",
        metadata: {},
        status: { userInfo: { username: user.name, groups: user.groups ?? ["system:authenticated"] } },
      };
    default:
      return undefined;
  }
}

function askedBy(attributes: {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}): Asked {
  const { verb, group, resource, subresource, name, namespace } = attributes;
  return {
    verb,
    group,
    plural: resource,
    ...(subresource ? { subresource } : {}),
    ...(name ? { name } : {}),
    ...(namespace ? { namespace } : {}),
  };
}
