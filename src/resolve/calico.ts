/** What Calico's policies refer to: whom a selector means beyond pods. */
import { z } from "zod";
import type { Pod, PolicyObject } from "../model/kubernetes.ts";
import type { Cluster } from "../ports.ts";
import { plural, type Gaps } from "./gaps.ts";

export interface CalicoFound {
  readonly policies: readonly PolicyObject[];
  readonly namespaces: readonly string[];
  readonly pods: readonly Pod[];
}

/** Of either of Calico's API groups. */
export function isCalico(apiVersion: string): boolean {
  return /^(crd\.)?projectcalico\.org\//.test(apiVersion);
}

/** Reads only what the policies found can mean; nothing without Calico. What cannot be read is a line of `gaps`. */
export async function readCalicoReferences(
  cluster: Cluster,
  { policies, namespaces, pods }: CalicoFound,
  gaps: Gaps,
): Promise<PolicyObject[]> {
  const calico = policies.filter(({ apiVersion }) => isCalico(apiVersion));
  const text = JSON.stringify(calico);
  const whole = async (kind: "GlobalNetworkSet" | "NetworkSet"): Promise<readonly PolicyObject[]> =>
    await gaps.orNone(plural(kind), cluster.list(kind), "all");
  const lists = await Promise.all([
    readProfiles(cluster, namespaces, pods, gaps),
    ...(calico.length === 0 ? [] : [whole("GlobalNetworkSet"), whole("NetworkSet")]),
    // `pcsa.` is how Calico writes a label of the service account in a selector of pods.
    ...(/serviceAccount|pcsa\./.test(text)
      ? namespaces.map((namespace) =>
          gaps.orNone(
            `ServiceAccounts of namespace ${namespace}`,
            cluster.list("ServiceAccount", { namespace }),
          ),
        )
      : []),
    ...servicesNamed(calico).map((service) => readService(cluster, service, gaps)),
  ]);
  return lists.flat();
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

const Named = z.looseObject({ name: z.string(), namespace: z.string().nullish() });
const End = z.looseObject({ services: Named.nullish().catch(undefined) });
const Rule = z.looseObject({ source: End.nullish(), destination: End.nullish() });
const Rules = z.looseObject({
  ingress: z.array(Rule).nullish().catch(undefined),
  egress: z.array(Rule).nullish().catch(undefined),
});

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** The Services that rules name as their peers. */
function servicesNamed(policies: readonly PolicyObject[]): readonly ServiceName[] {
  const named = new Map<string, ServiceName>();
  for (const { metadata, spec } of policies) {
    const { ingress, egress } = Rules.safeParse(spec ?? {}).data ?? {};
    for (const { source, destination } of [...(ingress ?? []), ...(egress ?? [])])
      for (const one of [source?.services, destination?.services]) {
        const namespace = one?.namespace ?? metadata.namespace;
        if (one && namespace) named.set(`${namespace}/${one.name}`, { namespace, name: one.name });
      }
  }
  return [...named.values()];
}

/** With its slices; absent when it does not exist, which then means nobody. */
async function readService(
  cluster: Cluster,
  { namespace, name }: ServiceName,
  gaps: Gaps,
): Promise<readonly PolicyObject[]> {
  const what = `Service ${namespace}/${name}, named by a policy`;
  const [services, slices] = await Promise.all([
    gaps.orNone(
      what,
      cluster.get("Service", name, namespace).then((found) => (found ? [found] : [])),
    ),
    gaps.orNone(
      `EndpointSlices of ${what}`,
      cluster.list("EndpointSlice", { namespace, labelSelector: `kubernetes.io/service-name=${name}` }),
    ),
  ]);
  return [
    ...services.map((service) => ({ apiVersion: "v1", ...service })),
    ...slices.map((slice) => ({ apiVersion: "discovery.k8s.io/v1", ...slice })),
  ];
}
