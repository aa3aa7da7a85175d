/** What policies refer to beyond pods, namespaces and nodes: whom a selector may mean, whose addresses a name stands for. */
import { z } from "zod";
import type { Pod, PolicyObject } from "../model/kubernetes.ts";
import type { Cluster } from "../ports.ts";
import { plural, type Gaps } from "./gaps.ts";
import { readNamed, type References } from "./named-references.ts";

export interface Referring {
  readonly policies: readonly PolicyObject[];
  /** DestinationRules with TLS settings: they are about Services. */
  readonly sendingRules: readonly PolicyObject[];
  readonly namespaces: readonly string[];
  /** Those the question is about. */
  readonly pods: readonly Pod[];
  /** Its agents on their nodes, as they are being read; none where something else enforces policies. */
  readonly cilium: Promise<readonly Pod[]>;
}

/** Of either of Calico's API groups. */
export function isCalico(apiVersion: string): boolean {
  return /^(crd\.)?projectcalico\.org\//.test(apiVersion);
}

/** Reads what the policies found can mean, and nothing else. What cannot be read is a line of `gaps`. */
export async function readReferences(
  cluster: Cluster,
  { policies, sendingRules, namespaces, pods, cilium: agents }: Referring,
  gaps: Gaps,
): Promise<References> {
  const calico = policies.filter(({ apiVersion }) => isCalico(apiVersion));
  const cilium = policies.filter(({ apiVersion }) => apiVersion.startsWith("cilium.io/"));
  const calicoText = JSON.stringify(calico);
  const ciliumText = JSON.stringify(cilium);
  const whole = async (
    kind: "GlobalNetworkSet" | "NetworkSet" | "CiliumCIDRGroup",
  ): Promise<readonly PolicyObject[]> => await gaps.orNone(plural(kind), cluster.list(kind), "all");
  const istio = JSON.stringify(
    policies.filter(({ apiVersion }) => apiVersion.startsWith("security.istio.io/")),
  );
  const naming = readNamed(cluster, { calico, cilium, pods }, gaps);
  const lists = await Promise.all([
    readProfiles(cluster, namespaces, pods, gaps),
    ...(calico.length === 0 ? [] : [whole("GlobalNetworkSet"), whole("NetworkSet")]),
    ...(ciliumText.includes('"cidrGroup') ? [whole("CiliumCIDRGroup")] : []),
    // `pcsa.` is how Calico writes a label of the service account in a selector of pods.
    ...(/serviceAccount|pcsa\./.test(calicoText)
      ? namespaces.map((namespace) =>
          gaps.orNone(
            `ServiceAccounts of namespace ${namespace}`,
            cluster.list("ServiceAccount", { namespace }),
          ),
        )
      : []),
    ...(/"(?:from|to)(?:Nodes|CIDR)/.test(ciliumText)
      ? [readCiliumSettings(cluster, gaps)]
      : ofBlocks.test(JSON.stringify(policies))
        ? // Cilium enforces policies of Kubernetes' own APIs as well: its settings say whether their blocks match nodes.
          [agents.then((all) => (all.length > 0 ? readCiliumSettings(cluster, gaps) : []))]
        : []),
    ...(ofRequests.test(istio) || sendingRules.length > 0
      ? namespaces.map((namespace) => readServices(cluster, namespace, gaps))
      : []),
  ]);
  const { objects, absent } = await naming;
  return { objects: [...lists.flat(), ...objects], absent };
}

/** Blocks of addresses, in NetworkPolicies and in the policies of administrators. */
const ofBlocks = /"(?:ipBlock|networks)"/;

const CiliumConfig = z.looseObject({
  data: z.object({
    "enable-node-selector-labels": z.string().optional(),
    "node-labels": z.string().optional(),
    "policy-cidr-match-mode": z.string().optional(),
  }),
});

/** Where Cilium is installed by default; of its settings, those that decide what rules about nodes mean. */
async function readCiliumSettings(cluster: Cluster, gaps: Gaps): Promise<readonly PolicyObject[]> {
  const metadata = { name: "cilium-config", namespace: "kube-system" };
  const reading = cluster.get("ConfigMap", metadata.name, metadata.namespace).then((found) => {
    const { data } = CiliumConfig.safeParse(found).data ?? {};
    return data ? [{ apiVersion: "v1", kind: "ConfigMap", metadata, data }] : [];
  });
  return await gaps.orNone("ConfigMap kube-system/cilium-config, the settings of Cilium", reading);
}

/** Where a Service says that a port carries no HTTP, rules that speak of these mean something else. */
const ofRequests = /"(?:(?:not)?(?:hosts|methods|paths|requestPrincipals)"|request\.)/i;

async function readServices(
  cluster: Cluster,
  namespace: string,
  gaps: Gaps,
): Promise<readonly PolicyObject[]> {
  const services = await gaps.orNone(
    `Services of namespace ${namespace}, which say what leads to pods, and what ports carry`,
    cluster.list("Service", { namespace }),
  );
  return services.map((service) => ({ apiVersion: "v1", ...service }));
}

/**
 * Calico gives every namespace and service account rules of its own, asked when no policy decides: those of the question's
 * ends, by their names.
 */
async function readProfiles(
  cluster: Cluster,
  namespaces: readonly string[],
  pods: readonly Pod[],
  gaps: Gaps,
): Promise<readonly PolicyObject[]> {
  const names = new Set([
    ...namespaces.map((namespace) => `kns.${namespace}`),
    ...pods.map(
      ({ metadata, spec }) =>
        `ksa.${metadata.namespace ?? "default"}.${spec.serviceAccountName ?? "default"}`,
    ),
  ]);
  const reading = [...names].map(async (name) => (await cluster.get("Profile", name)) ?? []);
  return await gaps.orNone(
    plural("Profile"),
    Promise.all(reading).then((found) => found.flat()),
    "all",
  );
}
