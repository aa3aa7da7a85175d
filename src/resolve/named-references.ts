/** What rules name, each looked up by that name: that it is not there is known then, too. */
import { z } from "zod";
import type { ObjectRef, Pod, PolicyObject } from "../model/kubernetes.ts";
import type { Cluster } from "../ports.ts";
import type { Gaps } from "./gaps.ts";

export interface References {
  readonly objects: readonly PolicyObject[];
  /** Named by a policy, and not there. */
  readonly absent: readonly ObjectRef[];
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
      const { name, namespace: own } = CalicoService.safeParse(held).data ?? {};
      const namespace = own ? own : metadata.namespace;
      if (name !== undefined && namespace !== undefined) named.push({ namespace, name });
    }
  for (const policy of cilium) {
    for (const held of heldUnder("k8sService", policy)) {
      const { serviceName: name, namespace } = CiliumService.safeParse(held).data ?? {};
      if (name && namespace) named.push({ namespace, name });
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

async function lookUp(
  cluster: Cluster,
  kind: "Service" | "CiliumEndpoint",
  { namespace, name }: ServiceName,
  { what, gaps }: { readonly what: string; readonly gaps: Gaps },
): Promise<References> {
  const absent: ObjectRef[] = [];
  const reading = cluster.get(kind, name, namespace).then((found) => {
    if (!found) absent.push({ kind, namespace, name });
    return found ? [{ apiVersion: "v1", ...found }] : [];
  });
  return { objects: await gaps.orNone(what, reading), absent };
}

/** With its slices. */
async function readService(cluster: Cluster, service: ServiceName, gaps: Gaps): Promise<References> {
  const { namespace, name } = service;
  const what = `Service ${namespace}/${name}, named by a policy`;
  const [{ objects, absent }, slices] = await Promise.all([
    lookUp(cluster, "Service", service, { what, gaps }),
    gaps.orNone(
      `EndpointSlices of ${what}`,
      cluster.list("EndpointSlice", { namespace, labelSelector: `kubernetes.io/service-name=${name}` }),
    ),
  ]);
  return {
    objects: [...objects, ...slices.map((slice) => ({ apiVersion: "discovery.k8s.io/v1", ...slice }))],
    absent,
  };
}

/**
 * Services that rules name, and for rules about pods that Cilium does not manage, the CiliumEndpoints of these pods: those it
 * manages have one of their own name. What cannot be read is a line of `gaps`.
 */
export async function readNamed(
  cluster: Cluster,
  {
    calico,
    cilium,
    pods,
  }: {
    readonly calico: readonly PolicyObject[];
    readonly cilium: readonly PolicyObject[];
    readonly pods: readonly Pod[];
  },
  gaps: Gaps,
): Promise<References> {
  const asksManaged = JSON.stringify(cilium).includes('"unmanaged"');
  const read = await Promise.all([
    ...servicesNamed(calico, cilium).map((service) => readService(cluster, service, gaps)),
    ...(asksManaged ? pods : []).map(({ metadata: { namespace = "default", name } }) =>
      lookUp(
        cluster,
        "CiliumEndpoint",
        { namespace, name },
        { what: `CiliumEndpoint ${namespace}/${name}`, gaps },
      ),
    ),
  ]);
  return {
    objects: read.flatMap(({ objects }) => objects),
    absent: read.flatMap(({ absent }) => absent),
  };
}
