/** What policies refer to beyond pods, namespaces and nodes: whom a selector may mean, whose addresses a name stands for. */
import { z } from "zod";
import type { ObjectRef, Pod, PolicyObject } from "../model/kubernetes.ts";
import type { Cluster } from "../ports.ts";
import { plural, type Gaps } from "./gaps.ts";

export interface Referring {
  readonly policies: readonly PolicyObject[];
  readonly namespaces: readonly string[];
  /** Those the question is about. */
  readonly pods: readonly Pod[];
}

/** Of either of Calico's API groups. */
export function isCalico(apiVersion: string): boolean {
  return /^(crd\.)?projectcalico\.org\//.test(apiVersion);
}

export interface References {
  readonly objects: readonly PolicyObject[];
  /** Named by a policy, and not there. */
  readonly absent: readonly ObjectRef[];
}

/** Reads what the policies found can mean, and nothing else. What cannot be read is a line of `gaps`. */
export async function readReferences(
  cluster: Cluster,
  { policies, namespaces, pods }: Referring,
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
  const services = servicesNamed(calico, cilium).map((service) => readService(cluster, service, gaps));
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
    ...(ofRequests.test(istio) ? namespaces.map((namespace) => readServices(cluster, namespace, gaps)) : []),
  ]);
  const named = await Promise.all(services);
  return {
    objects: [...lists.flat(), ...named.flatMap(({ objects }) => objects)],
    absent: named.flatMap(({ absent }) => absent),
  };
}

/** Where a Service says that a port carries no HTTP, rules that speak of these mean something else. */
const ofRequests = /"(?:(?:not)?(?:hosts|methods|paths|requestPrincipals)"|request\.)/i;

async function readServices(
  cluster: Cluster,
  namespace: string,
  gaps: Gaps,
): Promise<readonly PolicyObject[]> {
  const services = await gaps.orNone(
    `Services of namespace ${namespace}, which say what ports carry`,
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

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

const CalicoService = z.looseObject({ name: z.string(), namespace: z.string().nullish() });
const CiliumService = z.looseObject({ serviceName: z.string(), namespace: z.string() });

/** The Services that rules name as their peers. */
function servicesNamed(
  calico: readonly PolicyObject[],
  cilium: readonly PolicyObject[],
): readonly ServiceName[] {
  const named: ServiceName[] = [];
  for (const { metadata, spec } of calico)
    for (const held of heldUnder("services", spec)) {
      const { name, namespace = metadata.namespace } = CalicoService.safeParse(held).data ?? {};
      if (name !== undefined && namespace != null) named.push({ namespace, name });
    }
  for (const policy of cilium) {
    for (const held of heldUnder("k8sService", policy)) {
      const { serviceName: name, namespace } = CiliumService.safeParse(held).data ?? {};
      if (name !== undefined && namespace !== undefined) named.push({ namespace, name });
    }
    // The endpoints of this Service are what the entity stands for.
    if (JSON.stringify(policy).includes('"kube-apiserver"'))
      named.push({ namespace: "default", name: "kubernetes" });
  }
  return [...new Map(named.map((one) => [`${one.namespace}/${one.name}`, one])).values()];
}

/** Every value under this key, however deep. */
function heldUnder(key: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, held]: [string, unknown]) => [
    ...(name === key ? [held] : []),
    ...heldUnder(key, held),
  ]);
}

/** With its slices. */
async function readService(
  cluster: Cluster,
  { namespace, name }: ServiceName,
  gaps: Gaps,
): Promise<References> {
  const what = `Service ${namespace}/${name}, named by a policy`;
  const absent: ObjectRef[] = [];
  const reading = cluster.get("Service", name, namespace).then((found) => {
    if (!found) absent.push({ kind: "Service", namespace, name });
    return found ? [found] : [];
  });
  const [services, slices] = await Promise.all([
    gaps.orNone(what, reading),
    gaps.orNone(
      `EndpointSlices of ${what}`,
      cluster.list("EndpointSlice", { namespace, labelSelector: `kubernetes.io/service-name=${name}` }),
    ),
  ]);
  const objects = [
    ...services.map((service) => ({ apiVersion: "v1", ...service })),
    ...slices.map((slice) => ({ apiVersion: "discovery.k8s.io/v1", ...slice })),
  ];
  return { objects, absent };
}
