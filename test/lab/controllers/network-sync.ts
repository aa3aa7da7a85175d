/** Felix's and kube-proxy's watches: what they care about, handed to the network when it changes. */
import {
  EndpointSlice,
  Metadata,
  Namespace,
  Pod,
  PolicyObject,
  Service,
} from "../../../src/model/kubernetes.ts";
import { at, type KubeObject } from "../api/object.ts";
import type { Store } from "../api/store.ts";
import type { ClusterObjects, Network } from "../network/network.ts";
import type { Pass } from "./control-loop.ts";

/** A pass that programs the network when a policy of any API, Service, slice, pod, account or namespace changed in a way the rules show. */
export function networkSync(store: Store, network: Network): Pass {
  let programmed = "";
  return async () => {
    const wanted = digestOf(store);
    if (wanted === programmed) return;
    await network.sync(objectsOf(store));
    programmed = wanted;
  };
}

function objectsOf(store: Store): ClusterObjects {
  return {
    nodes: store.ofKind("v1", "Node").map(({ metadata }) => ({ metadata: Metadata.parse(metadata) })),
    namespaces: store.ofKind("v1", "Namespace").map((object) => Namespace.parse(object)),
    pods: store.ofKind("v1", "Pod").map((object) => Pod.parse(object)),
    services: store.ofKind("v1", "Service").map((object) => Service.parse(object)),
    endpointSlices: store
      .ofKind("discovery.k8s.io/v1", "EndpointSlice")
      .map((object) => EndpointSlice.parse(object)),
    networkPolicies: kubernetesPolicies(store).map((object) => PolicyObject.parse(object)),
    calico: calicoObjects(store).map((object) => PolicyObject.parse(object)),
    serviceAccounts: store
      .ofKind("v1", "ServiceAccount")
      .map(({ metadata }) => ({ metadata: Metadata.parse(metadata) })),
  };
}

function kubernetesPolicies(store: Store): readonly KubeObject[] {
  return [
    ...store.ofKind("networking.k8s.io/v1", "NetworkPolicy"),
    ...["AdminNetworkPolicy", "BaselineAdminNetworkPolicy"].flatMap((kind) =>
      store.ofKind("policy.networking.k8s.io/v1alpha1", kind),
    ),
    ...store.ofKind("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"),
  ];
}

function calicoObjects(store: Store): readonly KubeObject[] {
  return [
    "Tier",
    "NetworkPolicy",
    "GlobalNetworkPolicy",
    "NetworkSet",
    "GlobalNetworkSet",
    "HostEndpoint",
  ].flatMap((kind) => store.ofKind("crd.projectcalico.org/v1", kind));
}

function digestOf(store: Store): string {
  const part = (object: KubeObject, ...paths: string[]): unknown => [
    object.metadata.namespace,
    object.metadata.name,
    object.metadata.labels,
    ...paths.map((path) => at(object, path)),
  ];
  return JSON.stringify([
    store.ofKind("v1", "Namespace").map((object) => part(object)),
    store.ofKind("v1", "Node").map((object) => part(object)),
    store
      .ofKind("v1", "Pod")
      .map((object) =>
        part(object, "spec.nodeName", "status.podIPs", "status.phase", "metadata.deletionTimestamp"),
      ),
    store.ofKind("v1", "Service").map((object) => part(object, "spec", "status.loadBalancer")),
    store
      .ofKind("discovery.k8s.io/v1", "EndpointSlice")
      .map((object) => part(object, "addressType", "endpoints", "ports")),
    kubernetesPolicies(store).map((object) => [object.kind, part(object, "spec")]),
    store.ofKind("v1", "ServiceAccount").map((object) => part(object)),
    calicoObjects(store).map((object) => [object.kind, part(object, "spec")]),
  ]);
}
