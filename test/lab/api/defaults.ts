/** What the API server fills in on a write, for the kinds whose defaults a reader relies on. */
import { at, isFields, type Fields, type KubeObject } from "./object.ts";
import { podSpec } from "./pod-defaults.ts";
import type { Store } from "./store.ts";

const builtIn = new Set(["v1", "networking.k8s.io/v1"]);

/** The object with the server's defaults. `serviceCIDR` is a /16 such as 10.96.0.0/16. */
export function withDefaults(object: KubeObject, store: Store, serviceCIDR: string): KubeObject {
  // Other APIs have kinds of the same name, and no defaults of ours.
  if (!builtIn.has(object.apiVersion)) return object;
  switch (object.kind) {
    case "Service":
      return {
        ...object,
        spec: serviceSpec(object, store, serviceCIDR),
        status: object["status"] ?? { loadBalancer: {} },
      };
    case "NetworkPolicy":
      return { ...object, spec: policySpec(fieldsAt(object, "spec")) };
    case "Pod":
      return {
        ...object,
        spec: podSpec(object),
        status: object["status"] ?? pendingPod(object),
      };
    case "Namespace": {
      const labels = { "kubernetes.io/metadata.name": object.metadata.name, ...object.metadata.labels };
      return {
        ...object,
        metadata: { ...object.metadata, labels },
        status: object["status"] ?? { phase: "Active" },
      };
    }
    default:
      return object;
  }
}

function fieldsAt(object: unknown, path: string): Fields {
  const value = at(object, path);
  return isFields(value) ? value : {};
}

function items(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function serviceSpec(object: KubeObject, store: Store, serviceCIDR: string): Fields {
  const spec = fieldsAt(object, "spec");
  const type = spec["type"] ?? "ClusterIP";
  if (type === "ExternalName") return { sessionAffinity: "None", ...spec, type };
  const clusterIP = spec["clusterIP"] ?? freeAddress(store, serviceCIDR);
  const published = type === "NodePort" || type === "LoadBalancer";
  const nodePorts = published && spec["allocateLoadBalancerNodePorts"] !== false;
  const free = freeNodePorts(store, object);
  const local = type === "LoadBalancer" && spec["externalTrafficPolicy"] === "Local";
  return {
    internalTrafficPolicy: "Cluster",
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
    sessionAffinity: "None",
    ...(spec["sessionAffinity"] === "ClientIP"
      ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }
      : {}),
    ...(published ? { externalTrafficPolicy: "Cluster" } : {}),
    ...(type === "LoadBalancer" ? { allocateLoadBalancerNodePorts: true } : {}),
    ...spec,
    type,
    clusterIP,
    clusterIPs: spec["clusterIPs"] ?? [clusterIP],
    ...(local && spec["healthCheckNodePort"] === undefined ? { healthCheckNodePort: free() } : {}),
    ports: items(spec["ports"]).map((port) => ({
      protocol: "TCP",
      targetPort: port["port"],
      ...(nodePorts && port["nodePort"] === undefined ? { nodePort: free() } : {}),
      ...port,
    })),
  };
}

/** Gives one after the other the node ports that no Service has. */
function freeNodePorts(store: Store, own: KubeObject): () => number {
  const taken = new Set(
    [...store.ofKind("v1", "Service"), own].flatMap((service) => [
      at(service, "spec.healthCheckNodePort"),
      ...items(at(service, "spec.ports")).map((port) => port["nodePort"]),
    ]),
  );
  let next = 31_000;
  return () => {
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  };
}

function freeAddress(store: Store, serviceCIDR: string): string {
  const taken = new Set(store.ofKind("v1", "Service").map((service) => at(service, "spec.clusterIP")));
  const prefix = serviceCIDR.split(".").slice(0, 2).join(".");
  for (let index = 256; index < 65_000; index += 1) {
    const candidate = `${prefix}.${index >> 8}.${index & 255}`;
    if (!taken.has(candidate)) return candidate;
  }
  throw new Error(`no address left in ${serviceCIDR}`);
}

function policySpec(spec: Fields): Fields {
  const rules = (field: string): Fields =>
    spec[field] === undefined
      ? {}
      : {
          [field]: items(spec[field]).map((rule) =>
            rule["ports"] === undefined
              ? rule
              : { ...rule, ports: items(rule["ports"]).map((port) => ({ protocol: "TCP", ...port })) },
          ),
        };
  const policyTypes = spec["policyTypes"] ?? ["Ingress", ...(spec["egress"] === undefined ? [] : ["Egress"])];
  return { podSelector: {}, ...spec, ...rules("ingress"), ...rules("egress"), policyTypes };
}

function pendingPod(object: KubeObject): Fields {
  const scheduled = at(object, "spec.nodeName") !== undefined;
  return {
    phase: "Pending",
    qosClass: "BestEffort",
    ...(scheduled ? { conditions: [{ type: "PodScheduled", status: "True", lastProbeTime: null }] } : {}),
  };
}
