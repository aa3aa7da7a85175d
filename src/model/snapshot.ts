import { z } from "zod";
import {
  EndpointSlice,
  Metadata,
  Namespace,
  Node,
  ObjectRef,
  Pod,
  PolicyObject,
  Service,
  Workload,
} from "./kubernetes.ts";

/** Something of the API that could not be read, with the words to repair that. */
export const NotRead = z.object({
  what: z.string(),
  reason: z.string(),
  next: z.string(),
  /** Policies are missing for it: those of pods in these namespaces, or of any pod. */
  policiesOf: z.union([z.literal("all"), z.array(z.string())]).optional(),
  /** An address that was asked about, whose owner may be among what is missing. */
  ownerOf: z.string().optional(),
});
export type NotRead = z.infer<typeof NotRead>;

/** Objects of one kind that were listed whole, of one namespace or of all: what is not among them does not exist. */
export const ListedWhole = z.object({
  /** `networking.k8s.io`; "" for the core API. */
  group: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
});
export type ListedWhole = z.infer<typeof ListedWhole>;

/** An address that was looked up and that no pod, Service or node has. */
export const NobodysAddress = z.object({
  ip: z.string(),
  /** The Services with the next addresses below and above it, where both are of the same network of Services. */
  between: z.array(z.object({ address: z.string(), service: z.string() })).optional(),
});
export type NobodysAddress = z.infer<typeof NobodysAddress>;

/**
 * The declared state this question needs, read once: never the whole cluster.
 * `policies` holds the objects of every policy API the cluster serves, of the namespaces of both ends
 * and cluster-wide ones.
 */
export const ClusterSnapshot = z.object({
  pods: z.array(Pod),
  services: z.array(Service),
  endpointSlices: z.array(EndpointSlice),
  namespaces: z.array(Namespace),
  nodes: z.array(Node),
  workloads: z.array(Workload),
  policies: z.array(PolicyObject),
  /** What those policies refer to: Tiers, sets of networks, service accounts, Services of their peers. */
  policyReferences: z.array(PolicyObject).optional(),
  /** Objects that those policies name, and that do not exist. */
  policyReferencesAbsent: z.array(ObjectRef).optional(),
  /** What CoreDNS is told to do with names, or why that could not be read; absent where there is no such ConfigMap, and in old runs. */
  corefile: z
    .object({
      object: ObjectRef,
      text: z.string().optional(),
      notRead: z.string().optional(),
      /** Of that ConfigMap: when it was made and written. Runs saved before this was kept have none. */
      metadata: Metadata.optional(),
    })
    .optional(),
  notRead: z.array(NotRead),
  /** Of the target, asked by its address or listed as an endpoint; runs saved before this was kept have none. */
  nobodys: z.array(NobodysAddress).optional(),
  /** The Ingress that was asked about, the class that it names, and those that there are; absent where they could not be read. */
  ingress: z.object({ object: ObjectRef, names: z.string(), classes: z.array(z.string()) }).optional(),
  /** Of APIs that the cluster serves; runs saved before this was kept have none. */
  listedWhole: z.array(ListedWhole).optional(),
  /** Objects that the question's words resolved to, in the order found. */
  asked: z.object({ from: z.array(ObjectRef), to: z.array(ObjectRef) }),
});
export type ClusterSnapshot = z.infer<typeof ClusterSnapshot>;
