import { parse } from "yaml";
import { z } from "zod";
import type { Pod, PolicyObject } from "../model/kubernetes.ts";
import type { Cluster } from "../ports.ts";
import type { Gaps } from "./gaps.ts";

/** Istio's policies of this namespace hold for the whole mesh, unless its settings name another. */
const meshNamespace = "istio-system";

export interface MeshRead {
  /** Whether one of the pods has a part in a mesh. */
  readonly isMet: boolean;
  /** Namespaces whose policies of Istio may hold for pods anywhere. */
  readonly namespaces: readonly string[];
  /** ConfigMaps with what they decide about policies, and nothing else. */
  readonly settings: readonly PolicyObject[];
  /** Of the namespaces, those of which it is not known whether their policies hold anywhere. */
  readonly doubtful: readonly string[];
}

interface ControlPlane {
  readonly namespace: string;
  /** Empty: the one that has no name of its own. */
  readonly revision: string;
}

/** Proxies carry the address of theirs, as `istiod.NAMESPACE.svc` or `istiod-REVISION.…`. */
function controlPlanesOf(pods: readonly Pod[]): ControlPlane[] {
  return pods.flatMap(({ spec }) =>
    (spec.controlPlanes ?? []).flatMap((host) => {
      const [, revision = "", namespace] = /^istiod(?:-([a-z0-9-]+))?\.([a-z0-9-]+)\./.exec(host) ?? [];
      return namespace === undefined ? [] : { namespace, revision };
    }),
  );
}

/** Each revision of the control plane has settings of its own. */
function nameOfSettings(revision: string): string {
  return revision === "" || revision === "default" ? "istio" : `istio-${revision}`;
}

const Settings = z.object({
  rootNamespace: z.string().nullish(),
  trustDomain: z.string().nullish(),
  trustDomainAliases: z.array(z.string()).nullish(),
});
const ConfigMap = z.looseObject({ data: z.looseObject({ mesh: z.string().default("") }).nullish() });

interface Reduced {
  readonly settings: PolicyObject;
  readonly root: string;
}

/** Throws when it holds no settings that can be read. */
function reduced(found: PolicyObject): Reduced {
  const { name, namespace } = found.metadata;
  const mesh = Settings.safeParse(parse(ConfigMap.parse(found).data?.mesh ?? "") ?? {}).data;
  if (!mesh) throw new Error("its data.mesh does not read as settings of a mesh");
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return {
    settings: { apiVersion: "v1", kind: "ConfigMap", metadata, data: { mesh: JSON.stringify(mesh) } },
    root: mesh.rootNamespace ? mesh.rootNamespace : meshNamespace,
  };
}

/**
 * Reads the settings of the meshes that these pods have a part in, if any; what cannot be read is a line of `gaps`. Without
 * settings, policies are looked for where control planes run.
 */
export async function readMesh(cluster: Cluster, pods: readonly Pod[], gaps: Gaps): Promise<MeshRead> {
  const inMesh = pods.filter((pod) => JSON.stringify(pod).includes("istio"));
  const planes = controlPlanesOf(inMesh);
  const places = [...new Set([meshNamespace, ...planes.map(({ namespace }) => namespace)])];
  const others = places.filter((namespace) => namespace !== meshNamespace);
  if (inMesh.length === 0) return { isMet: false, namespaces: places, settings: [], doubtful: others };
  const revisions = [
    ...inMesh.flatMap(({ metadata }) => metadata.labels?.["istio.io/rev"] ?? []),
    ...planes.map(({ revision }) => revision),
  ];
  const names = [...new Set(revisions.length === 0 ? ["istio"] : revisions.map(nameOfSettings))];
  const reading = places.flatMap((namespace) =>
    names.map(async (name) =>
      gaps.orNone(
        `ConfigMap ${namespace}/${name}, the settings of the mesh`,
        cluster.get("ConfigMap", name, namespace).then((found) => (found ? [reduced(found)] : [])),
      ),
    ),
  );
  const found = (await Promise.all(reading)).flat();
  const roots = [...new Set(found.map(({ root }) => root))];
  const told = new Set(found.map(({ settings }) => settings.metadata.namespace));
  const untold = others.filter((namespace) => !told.has(namespace));
  return {
    isMet: true,
    namespaces: found.length === 0 ? places : [...new Set([...roots, ...untold])],
    settings: found.map(({ settings }) => settings),
    doubtful: [...untold, ...(roots.length > 1 ? roots.filter((root) => root !== meshNamespace) : [])],
  };
}

/** Policies there are taken for those of their own namespace alone: that they may hold for every pod is said. */
export function doubtOtherMeshes(
  policies: readonly PolicyObject[],
  namespaces: readonly string[],
  gaps: Gaps,
): void {
  for (const namespace of namespaces) {
    const there = policies.filter(
      ({ apiVersion, metadata }) =>
        apiVersion.startsWith("security.istio.io/") && metadata.namespace === namespace,
    );
    if (there.length > 0)
      gaps.add(
        `whether Istio's policies of namespace ${namespace} hold for the whole mesh`,
        new Error(
          `proxies get their orders from there, and only ${meshNamespace} is taken for the mesh's own namespace`,
        ),
        "all",
        `kubectl get configmap istio -n ${namespace} -o yaml   # rootNamespace`,
      );
  }
}
