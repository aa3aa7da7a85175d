import type { LabelSelector, Pod } from "../../../../src/model/kubernetes.ts";
import type { ClusterObjects } from "../network.ts";
import type { Family } from "../ruleset.ts";
import type { Peer } from "./network-policy.ts";
import { admits, namespaceSelectorText, podSelectorText } from "./selector.ts";

/** A pod as policy sees it: with its own network, and alive. */
export interface PolicyPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly serviceAccount: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly ips: readonly string[];
  readonly ports: readonly { readonly name: string; readonly protocol: string; readonly port: number }[];
}

/** Pods a selector can mean, and the selector's text, which names its set. */
export interface Selection {
  readonly text: string;
  readonly pods: readonly PolicyPod[];
}

const over = new Set(["Succeeded", "Failed"]);

function addressesOf(pod: Pod): string[] {
  const listed = (pod.status?.podIPs ?? []).map(({ ip }) => ip);
  return listed.length > 0 ? listed : pod.status?.podIP ? [pod.status.podIP] : [];
}

/** hostNetwork pods are the node's traffic and no workload; finished pods have given their address back. */
export function policyPods(objects: ClusterObjects): PolicyPod[] {
  const labelsOf = new Map(objects.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  return objects.pods.flatMap((pod): PolicyPod[] => {
    const { nodeName, hostNetwork, containers, serviceAccountName } = pod.spec;
    if (!nodeName || hostNetwork || over.has(pod.status?.phase ?? "")) return [];
    const namespace = pod.metadata.namespace ?? "default";
    return [
      {
        namespace,
        name: pod.metadata.name,
        node: nodeName,
        serviceAccount: serviceAccountName ?? "default",
        labels: pod.metadata.labels ?? {},
        namespaceLabels: { ...labelsOf.get(namespace), "kubernetes.io/metadata.name": namespace },
        ips: addressesOf(pod),
        ports: containers
          .flatMap((container) => container.ports ?? [])
          .flatMap(({ name, protocol, containerPort }) =>
            name === undefined ? [] : [{ name, protocol: protocol ?? "TCP", port: containerPort }],
          ),
      },
    ];
  });
}

export function podsIn(pods: readonly PolicyPod[], namespace: string, selector: LabelSelector): PolicyPod[] {
  return pods.filter((pod) => pod.namespace === namespace && admits(selector, pod.labels));
}

/** The pods a peer without ipBlock means: those of the policy's own namespace unless it selects namespaces. */
export function selectPeer(pods: readonly PolicyPod[], namespace: string, peer: Peer): Selection {
  const { podSelector, namespaceSelector } = peer;
  if (!namespaceSelector) {
    const selector = podSelector ?? {};
    return {
      text: `(projectcalico.org/namespace == ${JSON.stringify(namespace)} && ${podSelectorText(selector)})`,
      pods: podsIn(pods, namespace, selector),
    };
  }
  const within = pods.filter((pod) => admits(namespaceSelector, pod.namespaceLabels));
  const namespaceText = namespaceSelectorText(namespaceSelector);
  if (!podSelector) return { text: namespaceText, pods: within };
  return {
    text: `(${namespaceText} && ${podSelectorText(podSelector)})`,
    pods: within.filter((pod) => admits(podSelector, pod.labels)),
  };
}

export function ofFamily(ips: readonly string[], family: Family): string[] {
  return ips.filter((ip) => ip.includes(":") === (family === 6));
}
