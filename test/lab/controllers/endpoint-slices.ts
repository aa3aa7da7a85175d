/** The EndpointSlice controller: Service selector and pod readiness to slices, named target ports resolved per pod. */
import { z } from "zod";
import { Pod as KeptPod, Service as KeptService } from "../../../src/model/kubernetes.ts";
import { isDeepStrictEqual } from "node:util";
import { at, type KubeObject } from "../api/object.ts";
import type { Store } from "../api/store.ts";
import { nameSuffix, uidFor } from "./identity.ts";

/** What this controller reads beside what netdiag keeps of an object. */
const MoreOfPod = z.object({
  spec: z.object({ hostname: z.string().optional(), subdomain: z.string().optional() }),
});
const MoreOfService = z.object({
  spec: z.object({ ipFamilies: z.array(z.string()).nullish(), trafficDistribution: z.string().nullish() }),
});
type Pod = KeptPod & { readonly more: z.infer<typeof MoreOfPod>["spec"] };
type Service = KeptService & { readonly more: z.infer<typeof MoreOfService>["spec"] };

const managedBy = "endpointslice.kubernetes.io/managed-by";
const controllerName = "endpointslice-controller.k8s.io";
const serviceName = "kubernetes.io/service-name";

/** One pass over all Services. Slices of others (Services without a selector) are left alone. */
export function reconcileEndpointSlices(store: Store): void {
  const wanted = new Map<string, KubeObject>();
  const pods = store.ofKind("v1", "Pod").map(podOf);
  const zones = new Map(
    store.ofKind("v1", "Node").flatMap(({ metadata }) => {
      const zone = metadata.labels?.["topology.kubernetes.io/zone"];
      return zone === undefined ? [] : [[metadata.name, zone] as const];
    }),
  );
  const known = store.ofKind("discovery.k8s.io/v1", "EndpointSlice");
  for (const object of store.ofKind("v1", "Service")) {
    const service = { ...KeptService.parse(object), more: MoreOfService.parse(object).spec };
    if (service.spec.type === "ExternalName" || !service.spec.selector) continue;
    for (const made of slicesOf(service, pods, zones)) {
      const slice = adopted(made, known);
      wanted.set(`${slice.metadata.namespace ?? ""}/${slice.metadata.name}`, slice);
    }
  }
  for (const slice of store.ofKind("discovery.k8s.io/v1", "EndpointSlice")) {
    if (slice.metadata.labels?.[managedBy] !== controllerName) continue;
    const key = `${slice.metadata.namespace ?? ""}/${slice.metadata.name}`;
    const next = wanted.get(key);
    wanted.delete(key);
    if (next) store.update({ ...next, metadata: { ...next.metadata, ...uidOf(slice) } });
    else store.remove(store.resourceOf(slice), slice.metadata.namespace, slice.metadata.name);
  }
  for (const slice of wanted.values()) store.create(slice);
}

function podOf(object: KubeObject): Pod {
  return { ...KeptPod.parse(object), more: MoreOfPod.parse(object).spec };
}

/** A slice that is there already for these ports keeps its name, which means nothing, and the order of its endpoints. */
function adopted(slice: KubeObject, known: readonly KubeObject[]): KubeObject {
  const same = known.find(
    (other) =>
      other.metadata.namespace === slice.metadata.namespace &&
      other.metadata.labels?.[managedBy] === controllerName &&
      other.metadata.labels[serviceName] === slice.metadata.labels?.[serviceName] &&
      other["addressType"] === slice["addressType"] &&
      isDeepStrictEqual(portSet(other), portSet(slice)),
  );
  if (!same || same.metadata.name === slice.metadata.name) return slice;
  const metadata = Object.fromEntries(
    Object.entries(same.metadata).filter(([field]) => field !== "resourceVersion"),
  );
  const order = listOf(same["endpoints"]).map((endpoint) => JSON.stringify(at(endpoint, "addresses")));
  const place = (endpoint: unknown): number => order.indexOf(JSON.stringify(at(endpoint, "addresses")));
  const endpoints = listOf(slice["endpoints"]);
  return {
    ...slice,
    endpoints: slice["endpoints"] === null ? null : endpoints.toSorted((a, b) => place(a) - place(b)),
    metadata: { ...metadata, name: same.metadata.name },
  };
}

function portSet(slice: KubeObject): unknown {
  return new Set(listOf(slice["ports"]).map((port) => JSON.stringify(portOf(port))));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const portOf = (port: unknown): unknown => ["name", "port", "protocol"].map((field) => at(port, field) ?? "");

interface SlicePort {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

type Zones = ReadonlyMap<string, string>;

function slicesOf(service: Service, pods: readonly Pod[], zones: Zones): readonly KubeObject[] {
  const selected = pods.filter((pod) => isSelected(service, pod));
  // Pods whose named ports resolve alike share a slice; a slice has one family.
  const groups = new Map<
    string,
    { readonly family: 4 | 6; readonly ports: readonly SlicePort[]; readonly pods: Pod[] }
  >();
  for (const pod of selected)
    for (const family of familiesOf(service)) {
      if (addressOf(pod, family) === undefined) continue;
      const ports = portsOf(service, pod);
      const key = JSON.stringify([family, ports]);
      const group = groups.get(key) ?? { family, ports, pods: [] };
      group.pods.push(pod);
      groups.set(key, group);
    }
  if (groups.size === 0) return [sliceOf(service, "empty", familiesOf(service)[0] ?? 4, null, null)];
  return [...groups].map(([key, { family, ports, pods: members }]) =>
    sliceOf(
      service,
      key,
      family,
      ports.length > 0 ? ports : null,
      members.map((pod) => endpointOf(service, pod, family, zones)),
    ),
  );
}

/** The Service's own, which the API server filled in; its pods may have more. */
function familiesOf(service: Service): readonly (4 | 6)[] {
  return (service.more.ipFamilies ?? ["IPv4"]).map((family) => (family === "IPv6" ? 6 : 4));
}

function sliceOf(
  service: Service,
  seed: string,
  family: 4 | 6,
  ports: readonly SlicePort[] | null,
  endpoints: readonly unknown[] | null,
): KubeObject {
  const { name, namespace, uid = "", creationTimestamp = "" } = service.metadata;
  const sliceName = `${name}-${nameSuffix(`${namespace ?? ""}/${name}:${seed}`)}`;
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: sliceName,
      ...(namespace === undefined ? {} : { namespace }),
      uid: uidFor(`endpointslice:${namespace ?? ""}/${sliceName}`),
      generateName: `${name}-`,
      annotations: { "endpoints.kubernetes.io/last-change-trigger-time": creationTimestamp },
      labels: {
        ...service.metadata.labels,
        [managedBy]: controllerName,
        [serviceName]: name,
        ...(service.spec.clusterIP === "None" ? { "service.kubernetes.io/headless": "" } : {}),
      },
      ownerReferences: [
        { apiVersion: "v1", kind: "Service", name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    addressType: family === 4 ? "IPv4" : "IPv6",
    endpoints,
    ports,
  };
}

function isSelected(service: Service, pod: Pod): boolean {
  const phase = pod.status?.phase;
  return (
    pod.metadata.namespace === service.metadata.namespace &&
    phase !== "Succeeded" &&
    phase !== "Failed" &&
    Object.entries(service.spec.selector ?? {}).every(([key, value]) => pod.metadata.labels?.[key] === value)
  );
}

function portsOf(service: Service, pod: Pod): readonly SlicePort[] {
  return (service.spec.ports ?? []).flatMap((port) => {
    const target = port.targetPort ?? port.port;
    const protocol = port.protocol ?? "TCP";
    const number =
      typeof target === "number"
        ? target
        : pod.spec.containers
            .flatMap((container) => container.ports ?? [])
            .find((candidate) => candidate.name === target && (candidate.protocol ?? "TCP") === protocol)
            ?.containerPort;
    // A name no container has: the pod is an endpoint without that port.
    return number === undefined ? [] : [{ name: port.name ?? "", protocol, port: number }];
  });
}

function endpointOf(service: Service, pod: Pod, family: 4 | 6, zones: Zones): unknown {
  const condition = pod.status?.conditions?.find(({ type }) => type === "Ready");
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const serving = condition?.status === "True";
  const publishes = service.spec.publishNotReadyAddresses === true;
  const { name, namespace, uid } = pod.metadata;
  const { nodeName = "" } = pod.spec;
  const { hostname, subdomain } = pod.more;
  const zone = zones.get(nodeName);
  return {
    addresses: [addressOf(pod, family)],
    conditions: { ready: publishes || (serving && !terminating), serving, terminating },
    ...(hostname !== undefined && subdomain === service.metadata.name ? { hostname } : {}),
    nodeName,
    ...(zone === undefined ? {} : { zone }),
    targetRef: { kind: "Pod", name, namespace, uid },
    ...hintsFor(service, nodeName, zone),
  };
}

/** For whom an endpoint is meant, where the Service asks for traffic that stays near. */
function hintsFor(service: Service, nodeName: string, zone: string | undefined): object {
  const wanted = service.more.trafficDistribution;
  const near = wanted === "PreferClose" || wanted === "PreferSameZone" || wanted === "PreferSameNode";
  if (!near || zone === undefined) return {};
  const forZones = [{ name: zone }];
  return { hints: wanted === "PreferSameNode" ? { forNodes: [{ name: nodeName }], forZones } : { forZones } };
}

function addressOf(pod: Pod, family: 4 | 6): string | undefined {
  const addresses = pod.status?.podIPs?.map(({ ip }) => ip) ?? [pod.status?.podIP];
  return addresses.find((ip) => ip !== undefined && ip.includes(":") === (family === 6));
}

function uidOf(slice: KubeObject): { readonly uid?: string } {
  return slice.metadata.uid !== undefined ? { uid: slice.metadata.uid } : {};
}
