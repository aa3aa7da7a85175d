/** Policy manifests as a person would write them. */
import { stringify } from "yaml";
import { z } from "zod";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { KubernetesObject } from "../objects/objects.ts";

/** A whole object, ready for `kubectl apply -f -`. */
export type Manifest = KubernetesObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
};

const Whole = z.looseObject({
  apiVersion: z.string().nullish(),
  metadata: z.looseObject({
    labels: z.record(z.string(), z.string()).nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z.looseObject({}).nullish(),
  specs: z.array(z.looseObject({})).nullish(),
});

/** kubectl's own copy of the object: kept, it would be twice as long and soon wrong. */
const kubectlCopy = "kubectl.kubernetes.io/last-applied-configuration";

/** The object without what the API server adds (status, uid, versions, managed fields). Throws when it has no metadata. */
export function cleanManifest(source: unknown, ref: ObjectRef): Manifest {
  const { apiVersion, metadata, spec, specs } = Whole.parse(source);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => key !== kubectlCopy);
  const labels = Object.entries(metadata.labels ?? {});
  return {
    apiVersion: apiVersion ?? "networking.k8s.io/v1",
    kind: ref.kind,
    metadata: {
      name: ref.name,
      ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
      ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
      ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    },
    ...(spec || !specs ? { spec: spec ?? {} } : {}),
    ...(specs ? { specs } : {}),
  };
}

/** One or more objects as YAML documents. Quoted for YAML 1.1, which kubectl reads: there `on` and `0o7` are not text. */
export function toYaml(manifests: readonly Manifest[]): string {
  return manifests
    .map((manifest) => stringify(manifest, { lineWidth: 0, version: "1.1", aliasDuplicateObjects: false }))
    .join("---\n");
}
