/**
 * The Kubernetes objects netdiag reads, with only the fields it uses: what is not listed here is dropped as an object is read, and so
 * is in no recording, queue or log. A pod's env, arguments, commands and volumes may hold secrets; nobody needs them to judge a packet.
 * The whole list is here, and of what objects report of themselves in `kept-status.ts`. Policies are kept whole, since APIs add fields that decide. Of a ConfigMap
 * the settings are kept that somebody asks for.
 */
import { z } from "zod";
import { keptAnnotations, policyAnnotations } from "./kept-annotations.ts";
import { keptSettings } from "./kept-settings.ts";
import { NodeStatus, PodStatus, WorkloadStatus } from "./kept-status.ts";
import { ManagedFields } from "./managed-fields.ts";
import { withControlPlanes } from "./mesh-control-planes.ts";

const Labels = z.record(z.string(), z.string());

export const OwnerReference = z.object({
  kind: z.string(),
  name: z.string(),
  apiVersion: z.string().optional(),
  controller: z.boolean().optional(),
});
export type OwnerReference = z.infer<typeof OwnerReference>;

export const Metadata = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  labels: Labels.optional(),
  annotations: Labels.transform(keptAnnotations).optional(),
  ownerReferences: z.array(OwnerReference).optional(),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  /** The time until which what is being deleted may take, seconds: it is part of `deletionTimestamp`. */
  deletionGracePeriodSeconds: z.number().optional().catch(undefined),
  /** Who wrote fields of it, and when; what they wrote is dropped. */
  managedFields: ManagedFields,
});
export type Metadata = z.infer<typeof Metadata>;

export const LabelSelector = z.object({
  matchLabels: Labels.optional(),
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
    .optional(),
});
export type LabelSelector = z.infer<typeof LabelSelector>;

export const ContainerPort = z.object({
  name: z.string().optional(),
  containerPort: z.number(),
  protocol: z.string().optional(),
  hostPort: z.number().nullish().catch(undefined),
  hostIP: z.string().nullish().catch(undefined),
});
export type ContainerPort = z.infer<typeof ContainerPort>;

const ConfigVolume = z.object({
  configMap: z
    .object({
      name: z.string(),
      items: z.array(z.object({ key: z.string() })).nullish(),
    })
    .nullish()
    .catch(undefined),
});

function ofConfigMaps(volumes: readonly z.infer<typeof ConfigVolume>[]): z.infer<typeof ConfigVolume>[] {
  return volumes.filter(({ configMap }) => configMap?.items);
}

export const Pod = z.object({
  kind: z.literal("Pod").default("Pod"),
  metadata: Metadata,
  spec: z.preprocess(
    withControlPlanes,
    z.object({
      nodeName: z.string().optional(),
      hostNetwork: z.boolean().optional(),
      serviceAccountName: z.string().optional(),
      dnsPolicy: z.string().optional(),
      hostPID: z.boolean().optional().catch(undefined),
      /** Of a mesh: the hosts of the control planes that its proxies are told to ask, `istiod-canary.mesh.svc`. */
      controlPlanes: z.array(z.string()).optional(),
      containers: z.array(z.object({ name: z.string(), ports: z.array(ContainerPort).optional() })),
      /** A native sidecar stands here, told by its restart policy. */
      initContainers: z
        .array(
          z.object({
            name: z.string(),
            restartPolicy: z.string().optional(),
            ports: z.array(ContainerPort).optional(),
          }),
        )
        .nullish()
        .catch(undefined),
      /** ConfigMaps alone: of a DNS server one of them holds what it is told. */
      volumes: z.array(ConfigVolume).transform(ofConfigMaps).nullish().catch(undefined),
    }),
  ),
  status: PodStatus,
});
export type Pod = z.infer<typeof Pod>;

export const ServicePort = z.object({
  name: z.string().optional(),
  protocol: z.string().optional(),
  port: z.number(),
  targetPort: z.union([z.number(), z.string()]).optional(),
  nodePort: z.number().optional(),
  /** What is spoken there, where the name of the port does not say it. */
  appProtocol: z.string().nullish(),
});
export type ServicePort = z.infer<typeof ServicePort>;

const LoadBalancer = z
  .object({
    ingress: z
      .array(
        z.object({
          ip: z.string().optional(),
          hostname: z.string().optional(),
          ipMode: z.string().optional(),
        }),
      )
      .nullish(),
  })
  .nullish()
  .catch(undefined);

export const Service = z.object({
  kind: z.literal("Service").default("Service"),
  metadata: Metadata,
  spec: z.object({
    type: z.string().optional(),
    clusterIP: z.string().optional(),
    clusterIPs: z.array(z.string()).optional(),
    selector: Labels.optional(),
    ports: z.array(ServicePort).optional(),
    externalName: z.string().optional(),
    externalIPs: z.array(z.string()).optional(),
    internalTrafficPolicy: z.string().optional(),
    externalTrafficPolicy: z.string().optional(),
    loadBalancerSourceRanges: z.array(z.string()).nullish().catch(undefined),
    sessionAffinity: z.string().nullish().catch(undefined),
    sessionAffinityConfig: z
      .object({ clientIP: z.object({ timeoutSeconds: z.number().nullish() }).nullish() })
      .nullish()
      .catch(undefined),
    publishNotReadyAddresses: z.boolean().nullish().catch(undefined),
    /** What a manifest wishes for, before a status tells. */
    loadBalancerIP: z.string().nullish().catch(undefined),
  }),
  status: z.object({ loadBalancer: LoadBalancer }).nullish().catch(undefined),
});
export type Service = z.infer<typeof Service>;

const Names = z
  .array(z.object({ name: z.string() }))
  .nullish()
  .catch(undefined);

/** For whom an endpoint is meant, where its Service prefers near ones. */
const EndpointHints = z.object({ forZones: Names, forNodes: Names }).nullish().catch(undefined);

export const EndpointSlice = z.object({
  kind: z.literal("EndpointSlice").default("EndpointSlice"),
  metadata: Metadata,
  addressType: z.string(),
  endpoints: z
    .array(
      z.object({
        addresses: z.array(z.string()),
        conditions: z
          .object({
            ready: z.boolean().optional(),
            serving: z.boolean().optional(),
            terminating: z.boolean().optional(),
          })
          .optional(),
        nodeName: z.string().optional(),
        hints: EndpointHints,
        /** Of the endpoint under the Service's own name: `db-0` of `db-0.db.shop.svc`. */
        hostname: z.string().optional(),
        targetRef: z
          .object({
            kind: z.string().optional(),
            name: z.string().optional(),
            namespace: z.string().optional(),
          })
          .optional(),
      }),
    )
    .nullish()
    .transform((endpoints) => endpoints ?? []),
  ports: z
    .array(
      z.object({
        name: z.string().optional(),
        port: z.number().optional(),
        protocol: z.string().optional(),
      }),
    )
    .nullish()
    .transform((ports) => ports ?? []),
});
export type EndpointSlice = z.infer<typeof EndpointSlice>;

export const Namespace = z.object({
  kind: z.literal("Namespace").default("Namespace"),
  metadata: Metadata,
});
export type Namespace = z.infer<typeof Namespace>;

export const Node = z.object({
  kind: z.literal("Node").default("Node"),
  metadata: Metadata,
  spec: z
    .object({
      podCIDR: z.string().optional(),
      podCIDRs: z.array(z.string()).optional(),
      /** Since when nothing more is placed on it, or pods are driven off; without their values. */
      taints: z
        .array(z.object({ key: z.string(), effect: z.string(), timeAdded: z.string().nullish() }))
        .nullish()
        .catch(undefined),
    })
    .optional(),
  status: NodeStatus,
});
export type Node = z.infer<typeof Node>;

/** Deployment, StatefulSet, DaemonSet, ReplicaSet, Job: what owns pods through a selector. */
export const Workload = z.object({
  kind: z.enum(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"]),
  metadata: Metadata,
  spec: z.object({
    selector: LabelSelector.optional(),
    replicas: z.number().optional(),
    template: z.object({ metadata: z.object({ labels: Labels.optional() }).optional() }).optional(),
  }),
  status: WorkloadStatus,
});
export type Workload = z.infer<typeof Workload>;

export const CronJob = z.object({
  kind: z.literal("CronJob").default("CronJob"),
  metadata: Metadata,
});
export type CronJob = z.infer<typeof CronJob>;

/** Read to find what is behind it, and not kept. */
export const Ingress = z.object({
  kind: z.literal("Ingress").default("Ingress"),
  metadata: Metadata,
  spec: z.looseObject({}).optional(),
});
export type Ingress = z.infer<typeof Ingress>;

export const IngressClass = z.looseObject({
  kind: z.literal("IngressClass").default("IngressClass"),
  metadata: Metadata,
});
export type IngressClass = z.infer<typeof IngressClass>;

/** Any policy object; `policy/` knows how to read each kind and says so when it does not. */
export const PolicyObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: Metadata.extend({ annotations: Labels.transform(policyAnnotations).optional() }),
  spec: z.looseObject({}).optional(),
});
export type PolicyObject = z.infer<typeof PolicyObject>;

/** The settings that somebody here asks for; whatever else stands in a ConfigMap is nobody's business. */
export const ConfigMap = PolicyObject.transform(({ apiVersion, kind, metadata, ...rest }): PolicyObject => {
  const { name, namespace, creationTimestamp, managedFields } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
      ...(managedFields ? { managedFields } : {}),
    },
    data: keptSettings(Labels.catch({}).parse(rest["data"])),
  };
});

/** Policies name it by its labels; the secrets that it holds are nobody's business. */
export const ServiceAccount = z.object({ apiVersion: z.string(), kind: z.string(), metadata: Metadata });

/** Which object, in words a person can paste into kubectl. */
export const ObjectRef = z.object({
  /** API group, where the kind alone does not say it: Calico has a NetworkPolicy too. */
  group: z.string().optional(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});
export type ObjectRef = z.infer<typeof ObjectRef>;

/** `NetworkPolicy test/productpage-isolation`, or `Node node1` for objects without a namespace. */
export function describeRef(ref: ObjectRef): string {
  const kind = ref.group === undefined ? ref.kind : `${ref.kind}.${ref.group}`;
  return ref.namespace ? `${kind} ${ref.namespace}/${ref.name}` : `${kind} ${ref.name}`;
}
