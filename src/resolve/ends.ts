import { z } from "zod";
import type {
  EndpointSlice,
  Ingress,
  LabelSelector,
  Node,
  ObjectRef,
  Pod,
  Service,
  Workload,
} from "../model/kubernetes.ts";
import type { PortRef } from "../model/question.ts";
import type { NotRead } from "../model/snapshot.ts";
import type { ClusterSnapshot, NobodysAddress } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";
import { isClusterDomain } from "./dns.ts";
import type { Match } from "./find.ts";
import { ownersOfAddresses } from "./endpoint-owners.ts";
import { NotFound } from "./unresolved.ts";

/** One side of the question with the objects behind it. Not yet a flow. */
export interface End {
  readonly refs: readonly ObjectRef[];
  readonly pods: readonly Pod[];
  readonly node?: Node;
  readonly service?: Service;
  readonly slices: readonly EndpointSlice[];
  readonly workloads: readonly Workload[];
  /** Pods that have only their place in common, not a port. */
  readonly set?: true;
  /** Outside the cluster, or an address nobody in the cluster owns. */
  readonly external?: { readonly host?: string; readonly ips: readonly string[] };
  /**
   * The name as it was typed, where it was typed as a host; `perhaps`: or may have been. `endpoint`: it is the name of one
   * endpoint of the Service, `db-0` of `db-0.db.shop.svc`.
   */
  readonly host?: { readonly text: string; readonly perhaps?: true; readonly endpoint?: string };
  /** Services that are called like a host of one word, in other namespaces than the client's. */
  readonly namesakes?: readonly Service[];
  /** The ExternalName Service whose other name was followed to here. */
  readonly alias?: Service;
  /** What was asked is an address of a Service or of a pod's host port, not the object's own. */
  readonly entrance?: Entrance;
  /** The port of the Service that the object itself asks for: an Ingress names it. */
  readonly port?: PortRef;
  /** Each client's own node has the address: the pods that answer there, as far as they are known. */
  readonly onEveryNode?: readonly Pod[];
  /** Nodes whose addresses are endpoints of the Service: `default/kubernetes` of most clusters. */
  readonly hosts?: readonly Node[];
  /** Lists that could not be read while this was looked for: what was asked may be in one of them. */
  readonly notRead?: readonly NotRead[];
  /** Services whose own addresses are listed as endpoints of this one, by mistake. */
  readonly endpointServices?: readonly Service[];
  /** The Ingress that was named, with its class. */
  readonly ingress?: NonNullable<ClusterSnapshot["ingress"]>;
  /** It is in a network of the cluster, whether anything has it or not: no address outside. */
  readonly ofCluster?: true;
  /** Addresses of it that nothing in the cluster was found to have. */
  readonly nobodys?: readonly NobodysAddress[];
}

/** An address that leads to a Service or to a pod. */
export interface Entrance {
  readonly kind: "nodePort" | "externalIP" | "loadBalancer" | "hostPort";
  /** The address typed; undefined: the node was named. */
  readonly ip?: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP" | "SCTP";
  /** The port behind it: the Service's, or the container's. */
  readonly leadsTo: number;
}

/** An end without any object. */
export const nothing = { refs: [], pods: [], slices: [], workloads: [] } as const;

/** The objects behind what the words mean. Throws NotFound, CouldNotRead. */
export async function endOfMatch(match: Match, cluster: Cluster): Promise<End> {
  switch (match.kind) {
    case "Service":
      return await endOfService(match.object, cluster);
    case "Workload":
      return await endOfWorkload(match.object, cluster);
    case "Pod":
      return { ...nothing, refs: [refOf("Pod", match.object.metadata)], pods: [match.object] };
    case "Node":
      return { ...nothing, refs: [refOf("Node", match.object.metadata)], node: match.object };
    case "Labelled":
      return {
        ...nothing,
        refs: match.pods.slice(0, 1).flatMap((pod) => ownerOf(pod)),
        pods: match.pods,
      };
    case "Ingress": {
      const backend = backendOf(match.object);
      const namespace = match.object.metadata.namespace ?? "default";
      const service = backend && (await cluster.get("Service", backend.name, namespace));
      if (!service)
        throw new NotFound(
          `Ingress ${namespace}/${match.object.metadata.name} names no Service that exists.`,
          backend === undefined ? [] : [`${namespace}/${backend.name}`],
        );
      const port = backend.port?.number ?? backend.port?.name;
      const ingress = await classOf(match.object, cluster);
      return {
        ...(await endOfService(service, cluster)),
        ...(port === undefined ? {} : { port }),
        ...(ingress ? { ingress } : {}),
      };
    }
  }
}

/** A Service with its endpoints and the pods behind it. */
export async function endOfService(service: Service, cluster: Cluster): Promise<End> {
  const namespace = service.metadata.namespace ?? "default";
  if (service.spec.type === "ExternalName") return await endOfAlias(service, cluster);
  const selector = service.spec.selector ?? {};
  const [slices, selected] = await Promise.all([
    cluster.list("EndpointSlice", {
      namespace,
      labelSelector: `kubernetes.io/service-name=${service.metadata.name}`,
    }),
    Object.keys(selector).length === 0
      ? Promise.resolve([])
      : cluster.list("Pod", { namespace, labelSelector: selectorText({ matchLabels: selector }) }),
  ]);
  const found = new Set(selected.map((pod) => pod.metadata.name));
  const named = slices
    .flatMap((slice) => slice.endpoints)
    .flatMap(({ targetRef }) =>
      targetRef?.kind === "Pod" && targetRef.name !== undefined && !found.has(targetRef.name)
        ? [targetRef.name]
        : [],
    )
    .slice(0, 20);
  // An endpoint whose pod the selector no longer finds is itself worth seeing.
  const others = await Promise.all(
    [...new Set(named)].map((name) => cluster.get("Pod", name, namespace).catch(() => undefined)),
  );
  const workloads =
    selected.length === 0 && Object.keys(selector).length > 0
      ? await workloadsFor(selector, namespace, cluster)
      : [];
  const known = [...selected, ...others.filter((pod) => pod !== undefined)];
  const { hosts, pods, services, nobodys } = await ownersOfAddresses(slices, known, cluster);
  return {
    ...nothing,
    workloads,
    refs: [refOf("Service", service.metadata)],
    pods: [...known, ...pods],
    service,
    slices,
    ...(hosts.length > 0 ? { hosts } : {}),
    ...(services.length > 0 ? { endpointServices: services } : {}),
    ...(nobodys.length > 0 ? { nobodys } : {}),
  };
}

/** Another name for a Service of the cluster, which is what is asked about then; for a host outside; or for nothing that exists. */
async function endOfAlias(alias: Service, cluster: Cluster): Promise<End> {
  const end = { ...nothing, refs: [refOf("Service", alias.metadata)], alias };
  const name = alias.spec.externalName ?? "";
  const [, service, namespace, domain] = /^([^.]+)\.([^.]+)\.svc(?:\.(.+?))?\.?$/.exec(name) ?? [];
  const own = domain === undefined || (await isClusterDomain(domain, cluster));
  if (service !== undefined && namespace !== undefined && own) {
    const meant = await cluster.get("Service", service, namespace).catch(() => undefined);
    if (meant && meant.spec.type !== "ExternalName")
      return { ...(await endOfService(meant, cluster)), alias };
    const namesakes = await cluster.list("Service", { namespace }).catch(() => []);
    return { ...end, service: alias, namesakes };
  }
  const unqualified = await calledInShort(name, cluster);
  if (unqualified.length > 0) return { ...end, service: alias, namesakes: unqualified };
  // An address is no name.
  if (name === "" || /^[\d.]+$|:/.test(name)) return { ...end, service: alias };
  return { ...end, external: { host: name.replace(/\.$/, ""), ips: [] } };
}

/** Services that `shop` or `shop.demo` is the beginning of the name of: as what an alias leads to, it is the whole name of nothing. */
async function calledInShort(alias: string, cluster: Cluster): Promise<readonly Service[]> {
  const [name = "", namespace, ...rest] = alias.split(".");
  if (name === "" || rest.length > 0) return [];
  const scope = { fieldSelector: `metadata.name=${name}`, ...(namespace === undefined ? {} : { namespace }) };
  return await cluster.list("Service", scope).catch(() => []);
}

/** Workloads whose pods a selector would find, if they had any. What may not be read is left out. */
async function workloadsFor(
  selector: Readonly<Record<string, string>>,
  namespace: string,
  cluster: Cluster,
): Promise<readonly Workload[]> {
  const lists = await Promise.all(
    (["Deployment", "StatefulSet"] as const).map((kind) => cluster.list(kind, { namespace }).catch(() => [])),
  );
  return lists.flat().filter(({ spec }) => {
    const labels = spec.template?.metadata?.labels ?? {};
    return Object.entries(selector).every(([key, value]) => labels[key] === value);
  });
}

async function endOfWorkload(workload: Workload, cluster: Cluster): Promise<End> {
  const namespace = workload.metadata.namespace ?? "default";
  const selector = workload.spec.selector;
  const pods =
    selector === undefined
      ? []
      : await cluster.list("Pod", { namespace, labelSelector: selectorText(selector) });
  return { ...nothing, refs: [refOf(workload.kind, workload.metadata)], pods, workloads: [workload] };
}

const Backend = z.looseObject({
  service: z
    .looseObject({
      name: z.string(),
      port: z.looseObject({ number: z.number().optional(), name: z.string().optional() }).optional(),
    })
    .optional(),
});

const IngressSpec = z.looseObject({
  ingressClassName: z.string().optional(),
  defaultBackend: Backend.optional(),
  rules: z
    .array(
      z.looseObject({
        http: z.looseObject({ paths: z.array(z.looseObject({ backend: Backend.optional() })) }).optional(),
      }),
    )
    .optional(),
});

/** The first Service that an Ingress sends to, and the port of it. */
function backendOf({ spec }: Ingress): z.infer<typeof Backend>["service"] {
  const { rules = [], defaultBackend } = IngressSpec.safeParse(spec).data ?? {};
  const backends = rules.flatMap(({ http }) => http?.paths.map(({ backend }) => backend) ?? []);
  return [...backends, defaultBackend].find((backend) => backend?.service)?.service;
}

/** The class that an Ingress names by its field, and those that there are; undefined where it names none, or they could not be read. */
async function classOf({ metadata, spec }: Ingress, cluster: Cluster): Promise<End["ingress"]> {
  const names = IngressSpec.safeParse(spec).data?.ingressClassName;
  if (names === undefined) return undefined;
  const classes = await cluster.list("IngressClass").catch(() => undefined);
  return (
    classes && {
      object: refOf("Ingress", metadata),
      names,
      classes: classes.map((one) => one.metadata.name),
    }
  );
}

export function refOf(
  kind: string,
  metadata: { readonly name: string; readonly namespace?: string | undefined },
): ObjectRef {
  return kind === "Node"
    ? { kind, name: metadata.name }
    : { kind, namespace: metadata.namespace ?? "default", name: metadata.name };
}

function ownerOf(pod: Pod): readonly ObjectRef[] {
  return [refOf("Pod", pod.metadata)];
}

/** A label selector in the text form the API's list calls take. */
export function selectorText(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values }) => {
    switch (operator) {
      case "In":
        return `${key} in (${(values ?? []).join(",")})`;
      case "NotIn":
        return `${key} notin (${(values ?? []).join(",")})`;
      case "DoesNotExist":
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...equal, ...expressions].join(",");
}
