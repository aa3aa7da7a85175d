/** What the real server refuses: bad names, unknown fields of a NetworkPolicy, ports out of range. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { block, notEmpty, oneOf, portNumber } from "./field-rules.ts";
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
const port = z.strictObject({
  protocol: oneOf("TCP", "UDP", "SCTP").optional(),
  port: z.union([portNumber, z.string()]).optional(),
  endPort: portNumber.optional(),
});
const peer = z
  .strictObject({
    podSelector: selector.optional(),
    namespaceSelector: selector.optional(),
    ipBlock: z.strictObject({ cidr: block, except: z.array(block).optional() }).optional(),
  })
  .refine((value) => Object.keys(value).length > 0, "must specify a peer")
  .refine(
    (value) => !value.ipBlock || (!value.podSelector && !value.namespaceSelector),
    "may not specify both ipBlock and another peer",
  );
const ports = z.array(port).optional();
const networkPolicySpec = z.strictObject({
  podSelector: selector.optional(),
  policyTypes: z.array(oneOf("Ingress", "Egress")).optional(),
  ingress: z.array(z.strictObject({ from: z.array(peer).optional(), ports })).optional(),
  egress: z.array(z.strictObject({ to: z.array(peer).optional(), ports })).optional(),
});

const inNodeRange = z
  .int()
  .refine(
    (port) => port === 0 || (port >= 30_000 && port <= 32_767),
    "provided port is not in the valid range. The range of valid ports is 30000-32767",
  );
const serviceSpec = z.looseObject({
  type: oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName").optional(),
  externalTrafficPolicy: oneOf("Cluster", "Local").optional(),
  internalTrafficPolicy: oneOf("Cluster", "Local").optional(),
  sessionAffinity: oneOf("ClientIP", "None").optional(),
  ipFamilyPolicy: oneOf("SingleStack", "PreferDualStack", "RequireDualStack").optional(),
  trafficDistribution: oneOf("PreferClose", "PreferSameZone", "PreferSameNode").optional(),
  ports: z
    .array(
      z.looseObject({
        port: portNumber,
        protocol: oneOf("TCP", "UDP", "SCTP").optional(),
        targetPort: z.union([portNumber, z.string()]).optional(),
        nodePort: inNodeRange.optional(),
      }),
    )
    .optional(),
});

const podSpec = z.looseObject({
  containers: z.array(z.looseObject({ name: z.string().min(1) })).min(1, "Required value"),
  dnsPolicy: oneOf("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None").optional(),
  restartPolicy: oneOf("Always", "OnFailure", "Never").optional(),
});

/** What a ClusterNetworkPolicy's definition wants of a protocol: `tcp: {}` says nothing, and is refused. */
const clusterProtocols = (direction: string): z.ZodType => {
  const path = `spec.${direction}[].protocols[]`;
  const ofProtocol = (name: string): z.ZodType => notEmpty(`${path}.${name}`, z.looseObject({})).optional();
  return z.array(z.looseObject({ tcp: ofProtocol("tcp"), udp: ofProtocol("udp"), sctp: ofProtocol("sctp") }));
};
const clusterRules = (direction: string): z.ZodType =>
  z
    .array(
      z.looseObject({
        action: oneOf("Accept", "Deny", "Pass"),
        protocols: clusterProtocols(direction).optional(),
      }),
    )
    .optional();
const clusterPolicySpec = z.looseObject({
  tier: oneOf("Admin", "Baseline").optional(),
  ingress: clusterRules("ingress"),
  egress: clusterRules("egress"),
});

const specOf: Readonly<Record<string, z.ZodType>> = {
  "networking.k8s.io/NetworkPolicy": networkPolicySpec,
  "/Service": serviceSpec,
  "/Pod": podSpec,
  "policy.networking.k8s.io/ClusterNetworkPolicy": clusterPolicySpec,
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
  return issues.map((issue) => {
    const unsupported = issue.code === "custom" && issue.params?.["unsupported"] === true;
    return {
      reason: unsupported ? "FieldValueNotSupported" : "FieldValueInvalid",
      field: pathText(issue.path),
      message: `${unsupported ? "Unsupported" : "Invalid"} value: ${JSON.stringify(valueAt(object["spec"], issue.path))}: ${issue.message}`,
    };
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      Array.isArray(inner) && typeof step === "number" ? inner[step] : at(inner, String(step)),
    value,
  );
}

/** What may not change once it is set. Throws ApiError 422. */
export function validateChange(before: KubeObject, after: KubeObject, resource: Resource): void {
  const causes = immutable(before, after, resource);
  if (causes.length > 0) throw invalid(resource, after.metadata.name, causes);
}

function immutable(before: KubeObject, after: KubeObject, { group, kind }: Resource): readonly Cause[] {
  const [old, now] = [before, after].map(
    (object) =>
      (path: string): unknown =>
        at(object, path),
  );
  const changed = (path: string): boolean => !isDeepStrictEqual(old?.(path), now?.(path));
  const cause = (field: string, message: string): Cause => ({ reason: "FieldValueInvalid", field, message });
  if (group === "" && kind === "Service") {
    const ip = old?.("spec.clusterIP");
    const typed = ["spec.type"].some((path) => [old?.(path), now?.(path)].includes("ExternalName"));
    const given = now?.("spec.clusterIP");
    if (typed || typeof ip !== "string" || ip === "" || given === undefined || given === ip) return [];
    return [
      cause("spec.clusterIPs[0]", `Invalid value: ${JSON.stringify([given])}: may not change once set`),
    ];
  }
  if (group === "apps" && changed("spec.selector")) {
    const value = JSON.stringify(now?.("spec.selector"));
    return [cause("spec.selector", `Invalid value: ${value}: field is immutable`)];
  }
  if (group === "" && kind === "Pod" && old?.("spec.nodeName") !== undefined && changed("spec.nodeName"))
    return [
      {
        reason: "FieldValueForbidden",
        field: "spec",
        message:
          "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
      },
    ];
  return [];
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`),
    "spec",
  );
}
