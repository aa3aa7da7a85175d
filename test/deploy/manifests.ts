/** The files of deploy/, read for the tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";

export const root = join(import.meta.dirname, "../..");

const Rule = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  resourceNames: z.array(z.string()).optional(),
  verbs: z.array(z.string()),
});

const Container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  env: z.array(z.looseObject({ name: z.string() })).optional(),
  envFrom: z.array(z.looseObject({})).optional(),
  securityContext: z.looseObject({}).optional(),
});

/** Any object of the manifests, with the fields the tests look at. */
export const Manifest = z.looseObject({
  kind: z.string(),
  metadata: z
    .looseObject({
      name: z.string(),
      namespace: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  rules: z.array(Rule).optional(),
  roleRef: z.object({ name: z.string(), kind: z.string() }).loose().optional(),
  subjects: z.array(z.looseObject({ name: z.string() })).optional(),
  spec: z
    .looseObject({
      template: z
        .looseObject({
          metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional() }).optional(),
          spec: z.looseObject({
            containers: z.array(Container),
            serviceAccountName: z.string().optional(),
            automountServiceAccountToken: z.boolean().optional(),
            hostNetwork: z.boolean().optional(),
            hostPID: z.boolean().optional(),
            terminationGracePeriodSeconds: z.number().optional(),
            securityContext: z.looseObject({}).optional(),
            volumes: z.array(z.looseObject({ name: z.string() })).optional(),
          }),
        })
        .optional(),
    })
    .optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** No manifest: the rules of who may ask. */
export const accessFile = "deploy/base/access.yaml";

/** Paths of the YAML files under deploy/, and docker-compose.yml, relative to the repository. */
export function yamlFiles(): string[] {
  return [
    "docker-compose.yml",
    ...readdirSync(join(root, "deploy"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => relative(root, join(root, "deploy", name))),
  ];
}

export function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Throws when the YAML does not parse. */
export function manifests(path: string): Manifest[] {
  return parseAllDocuments(text(path)).map((document) => {
    if ("errors" in document && document.errors[0]) throw document.errors[0];
    return Manifest.parse(document.toJS());
  });
}

export function allManifests(): Manifest[] {
  return yamlFiles()
    .filter((path) => path !== "docker-compose.yml" && path !== accessFile)
    .flatMap(manifests);
}

export function manifest(kind: string, name: string): Manifest {
  const found = allManifests().find((each) => each.kind === kind && each.metadata?.name === name);
  if (!found) throw new Error(`no ${kind} ${name} under deploy/`);
  return found;
}
