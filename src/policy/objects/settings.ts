/** What Istio and Cilium are told in ConfigMaps, as far as it decides what policies mean. */
import { z } from "zod";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Problem } from "./objects.ts";
import { loadYaml } from "../yaml/yaml.ts";

export interface Settings {
  readonly mesh: {
    /** Istio's policies of this namespace hold for the whole mesh. */
    readonly rootNamespace: string;
    /** Its own name first, then the names that policies may still call it by. */
    readonly trustDomains: readonly [string, ...string[]];
    /** No object says so, or several differ: it is what nearly every mesh has. */
    readonly assumed: boolean;
  };
  /** Whether Cilium's agents take rules about nodes, which may then name any label; undefined: no object says so, or several differ. */
  readonly nodeSelectors: boolean | undefined;
  /** Whether blocks of addresses match nodes where Cilium enforces them (`policy-cidr-match-mode: nodes`). */
  readonly blocksMatchNodes: boolean;
  readonly problems: readonly Problem[];
}

/** By the names that these have when Istio and Cilium are installed; Istio's may end in a revision. */
export function holdsSettings({ kind, name }: ObjectRef): boolean {
  return kind === "ConfigMap" && /^(?:istio(?:-.+)?|cilium-config)$/.test(name);
}

const ConfigMap = z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() });

/** Source of what goes without saying: istio pkg/config/mesh, `DefaultMeshConfig`. */
const Mesh = z.object({
  rootNamespace: z
    .string()
    .nullish()
    .transform((name) => (name ? name : "istio-system")),
  trustDomain: z
    .string()
    .nullish()
    .transform((name) => (name ? name : "cluster.local")),
  trustDomainAliases: z
    .array(z.string())
    .nullish()
    .transform((names) => names ?? []),
});

type Held = ReadonlyMap<string, { readonly ref: ObjectRef; readonly object: unknown }>;

function readMesh(ref: ObjectRef, text: string, problems: Problem[]): z.infer<typeof Mesh>[] {
  const loaded = loadYaml(text);
  const read = Mesh.safeParse("value" in loaded ? (loaded.value ?? {}) : undefined);
  if (read.success) return [read.data];
  problems.push({
    object: ref,
    field: "data.mesh",
    says: "does not read as settings of a mesh",
    effect: "fails-closed",
  });
  return [];
}

/**
 * @param held objects by any key; others than these ConfigMaps are passed over.
 * @param istiod namespaces with a Service of that name: where no settings were read, there the mesh's own policies stand.
 */
export function readSettings(held: Held, istiod: readonly string[] = []): Settings {
  const problems: Problem[] = [];
  const meshes: z.infer<typeof Mesh>[] = [];
  const nodeSelectors = new Set<boolean | undefined>();
  let blocksMatchNodes = false;
  for (const { ref, object } of held.values()) {
    const data = holdsSettings(ref) ? ConfigMap.safeParse(object).data?.data : undefined;
    if (!data) continue;
    if (ref.name === "cilium-config") {
      const mode = data["policy-cidr-match-mode"];
      blocksMatchNodes ||= typeof mode === "string" && /\bnodes\b/.test(mode);
      // With a list of labels a selector may ask for one that Cilium leaves out.
      nodeSelectors.add(data["node-labels"] ? undefined : data["enable-node-selector-labels"] === "true");
    } else if (typeof data["mesh"] === "string") meshes.push(...readMesh(ref, data["mesh"], problems));
  }
  const [first, ...others] = meshes;
  const agreed = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  const [guess, ...more] = istiod.filter((namespace) => namespace !== "istio-system");
  return {
    mesh:
      first && agreed
        ? {
            rootNamespace: first.rootNamespace,
            trustDomains: [first.trustDomain, ...first.trustDomainAliases],
            assumed: false,
          }
        : {
            rootNamespace:
              guess !== undefined && more.length === 0 && istiod.length === 1 ? guess : "istio-system",
            trustDomains: ["cluster.local"],
            assumed: true,
          },
    blocksMatchNodes,
    nodeSelectors: nodeSelectors.size === 1 ? [...nodeSelectors][0] : undefined,
    problems,
  };
}
