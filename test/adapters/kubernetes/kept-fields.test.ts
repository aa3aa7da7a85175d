/** What of an object is kept when it is read: nobody can leak what nobody has. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { kinds } from "../../../src/adapters/kubernetes/kinds.ts";
import type { Kind } from "../../../src/ports.ts";

const recorded = ["policy/shop-pods.json", "policy/namespaces.json", "kubernetes/shop-svc-ep-eps-netpol.json"]
  .flatMap(itemsOf)
  .map((item) => z.looseObject({ kind: z.string() }).parse(item));

function itemsOf(fixture: string): unknown[] {
  const text = readFileSync(join(import.meta.dirname, "../../fixtures", fixture), "utf8");
  return z.object({ items: z.array(z.unknown()) }).parse(JSON.parse(text)).items;
}

/** The paths of all fields, `spec.containers[].name`; of labels, annotations and selectors only that there are some. */
function fieldsOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => fieldsOf(one, `${path}[]`));
  if (
    typeof value !== "object" ||
    value === null ||
    /\.(labels|annotations|selector|matchLabels)$/.test(path)
  )
    return [path];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    one === undefined ? [] : fieldsOf(one, path === "" ? key : `${path}.${key}`),
  );
}

test("of what a real cluster sends, these fields are kept, kind by kind", async () => {
  const read: readonly Kind[] = ["Pod", "Namespace", "Service", "EndpointSlice", "NetworkPolicy"];
  const lines = read.map((kind) => {
    const objects = recorded
      .filter((item) => item.kind === kind)
      .map((item) => kinds[kind].schema.parse(item));
    return [kind, ...[...new Set(objects.flatMap((object) => fieldsOf(object)))].sort()].join("\n  ");
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("kept-fields.txt");
});

const secret = "hunter2-planted";
const env = [{ name: "DB_PASSWORD", value: secret }];
const annotations = {
  note: secret,
  "kubectl.kubernetes.io/last-applied-configuration": secret,
  "projectcalico.org/metadata": secret,
  "kubesphere.io/description": secret,
};
const metadata = {
  name: "db",
  namespace: "shop",
  annotations,
  managedFields: [{ manager: "kubectl", fieldsV1: { [secret]: {} } }],
};
const container = {
  name: "db",
  env,
  args: [secret],
  command: ["run", secret],
  image: `registry/${secret}`,
  lifecycle: { preStop: { exec: { command: [secret] } } },
  livenessProbe: { httpGet: { httpHeaders: [{ name: "Authorization", value: secret }] } },
};
const podSpec = {
  containers: [container],
  initContainers: [container],
  ephemeralContainers: [container],
  volumes: [{ name: "v", flexVolume: { options: { password: secret } } }],
  imagePullSecrets: [{ name: secret }],
};
const planted: readonly (readonly [Kind, object])[] = [
  ["Pod", { metadata, spec: podSpec }],
  ["Deployment", { metadata, spec: { template: { metadata, spec: podSpec } } }],
  ["Job", { metadata, spec: { template: { metadata, spec: podSpec } } }],
  ["CronJob", { metadata, spec: { jobTemplate: { spec: { template: { spec: podSpec } } } } }],
  ["Service", { metadata, spec: { ports: [] }, status: { conditions: [{ message: secret }] } }],
  ["EndpointSlice", { metadata, addressType: "IPv4", endpoints: [], ports: [] }],
  [
    "Node",
    {
      metadata,
      spec: { providerID: secret, configSource: secret },
      status: { images: [{ names: [secret] }] },
    },
  ],
  ["Namespace", { metadata }],
  [
    "ServiceAccount",
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata,
      secrets: [{ name: secret }],
      imagePullSecrets: [{ name: secret }],
    },
  ],
  // The annotations of a policy stay: a fix writes the whole object, and what it left out `kubectl apply` would take away.
  [
    "NetworkPolicy",
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: {
        ...metadata,
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": secret },
      },
      spec: { podSelector: {} },
    },
  ],
];

test.each(planted)("nothing that somebody hid in a %s is kept", (kind, object) => {
  expect(JSON.stringify(kinds[kind].schema.parse({ ...object, kind }))).not.toContain(secret);
});

test("a long list of whom a load balancer admits is kept whole: cut, it would admit everybody", () => {
  const key = "service.beta.kubernetes.io/load-balancer-source-ranges";
  const ranges = Array.from({ length: 300 }, (_, index) => `203.0.${index % 256}.${index}/32`).join(",");
  const service = { metadata: { ...metadata, annotations: { [key]: ranges } }, spec: {} };
  expect(kinds.Service.schema.parse(service).metadata.annotations).toEqual({ [key]: ranges });
});

test("a policy keeps the annotations of others, so that a fix does not take them away", () => {
  const held = { "helm.sh/resource-policy": "keep" };
  const policy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { ...metadata, annotations: held },
  };
  expect(kinds.NetworkPolicy.schema.parse(policy).metadata.annotations).toEqual(held);
});
