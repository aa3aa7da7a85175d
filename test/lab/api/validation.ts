/** What the real server refuses: bad names, unknown fields of a NetworkPolicy, ports out of range. */
import { z } from "zod";
import { at, type KubeObject } from "./object.ts";
import type { Resource } from "./resources.ts";
import { badRequest, invalid, type Cause } from "./status.ts";

const labels = z.record(z.string(), z.string());
const selector = z.strictObject({
  matchLabels: labels.optional(),
  matchExpressions: z
    .array(
      z.strictObject({
        key: z.string(),
        operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
const portNumber = z
  .int()
  .min(1, "must be between 1 and 65535, inclusive")
  .max(65535, "must be between 1 and 65535, inclusive");
const port = z.strictObject({
  protocol: z.enum(["TCP", "UDP", "SCTP"]).optional(),
  port: z.union([portNumber, z.string()]).optional(),
  endPort: portNumber.optional(),
});
const peer = z
  .strictObject({
    podSelector: selector.optional(),
    namespaceSelector: selector.optional(),
    ipBlock: z.strictObject({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
  })
  .refine((value) => Object.keys(value).length > 0, "must specify a peer")
  .refine(
    (value) => !value.ipBlock || (!value.podSelector && !value.namespaceSelector),
    "may not specify both ipBlock and another peer",
  );
const ports = z.array(port).optional();
const networkPolicySpec = z.strictObject({
  podSelector: selector.optional(),
  policyTypes: z.array(z.enum(["Ingress", "Egress"])).optional(),
  ingress: z.array(z.strictObject({ from: z.array(peer).optional(), ports })).optional(),
  egress: z.array(z.strictObject({ to: z.array(peer).optional(), ports })).optional(),
});

const serviceSpec = z.looseObject({
  type: z.enum(["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]).optional(),
  ports: z
    .array(z.looseObject({ port: portNumber, targetPort: z.union([portNumber, z.string()]).optional() }))
    .optional(),
});

const podSpec = z.looseObject({
  containers: z.array(z.looseObject({ name: z.string().min(1) })).min(1, "Required value"),
});

const specOf: Readonly<Record<string, z.ZodType>> = {
  "networking.k8s.io/NetworkPolicy": networkPolicySpec,
  "/Service": serviceSpec,
  "/Pod": podSpec,
};

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Throws ApiError 400 for unknown fields (as `fieldValidation=Strict` does), 422 for values that do not hold. */
export function validate(object: KubeObject, resource: Resource): void {
  const causes: Cause[] = [];
  const { name } = object.metadata;
  if (name === "")
    causes.push({
      reason: "FieldValueRequired",
      field: "metadata.name",
      message: "Required value: name or generateName is required",
    });
  else if (!subdomain.test(name) && resource.group !== "rbac.authorization.k8s.io")
    causes.push({
      reason: "FieldValueInvalid",
      field: "metadata.name",
      message: `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    });
  for (const [key, value] of Object.entries(object.metadata.labels ?? {}))
    if (value.length > 63 || !labelValue.test(value))
      causes.push({
        reason: "FieldValueInvalid",
        field: "metadata.labels",
        message: `Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.' (${key})`,
      });
  causes.push(...specCauses(object, resource));
  if (causes.length > 0) throw invalid(resource, name, causes);
}

function specCauses(object: KubeObject, resource: Resource): readonly Cause[] {
  const schema = specOf[`${resource.group}/${resource.kind}`];
  const result = schema?.safeParse(object["spec"] ?? {});
  if (!result || result.success) return [];
  const issues = result.error.issues;
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => pathText([...issue.path, key])) : [],
  );
  if (unknown.length > 0)
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: strict decoding error: ${unknown
        .map((field) => `unknown field "${field}"`)
        .join(", ")}`,
    );
  return issues.map((issue) => ({
    reason: "FieldValueInvalid",
    field: pathText(issue.path),
    message: `Invalid value: ${JSON.stringify(at(object, ["spec", ...issue.path].join(".")))}: ${issue.message}`,
  }));
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`),
    "spec",
  );
}
