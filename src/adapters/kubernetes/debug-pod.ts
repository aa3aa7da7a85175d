import type { ExecTarget } from "./exec.ts";

export const proberName = "netdiag-prober";
export const proberContainer = "prober";
/** Not the DaemonSet's own name label: its controller would adopt the pod, or delete it as one too many. */
const onDemandName = "netdiag-prober-on-demand";
const ownerLabel = "netdiag/owner";
/** The kubelet ends the pod after this, whatever happened to us. */
const deadlineSeconds = 300;

/** Finds every pod any worker made for a diagnosis. */
export const onDemandSelector = `app.kubernetes.io/name=${onDemandName},app.kubernetes.io/managed-by=netdiag`;

/** A leftover is older than any diagnosis may last. */
export const leftoverAfterMs = deadlineSeconds * 1000;

export interface DebugPodSpec {
  readonly namespace: string;
  readonly node: string;
  readonly image: string;
  /** Which worker made it: a label value. */
  readonly owner: string;
}

/**
 * A privileged pod on one node, for one diagnosis: the node's own network and processes are what is looked at.
 * It binds to the node directly, so a scheduler that is in trouble does not matter, and tolerates every taint.
 */
export function debugPod({ namespace, node, image, owner }: DebugPodSpec): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      generateName: `${onDemandName}-`,
      namespace,
      labels: {
        "app.kubernetes.io/name": onDemandName,
        "app.kubernetes.io/managed-by": "netdiag",
        [ownerLabel]: owner,
      },
    },
    spec: {
      nodeName: node,
      hostNetwork: true,
      hostPID: true,
      dnsPolicy: "Default",
      restartPolicy: "Never",
      tolerations: [{ operator: "Exists" }],
      activeDeadlineSeconds: deadlineSeconds,
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      containers: [
        {
          name: proberContainer,
          image,
          imagePullPolicy: "IfNotPresent",
          command: ["sleep", String(deadlineSeconds)],
          securityContext: { privileged: true, runAsUser: 0 },
          resources: {
            requests: { cpu: "10m", memory: "32Mi" },
            limits: { memory: "256Mi" },
          },
        },
      ],
    },
  };
}

/** Where exec goes in such a pod. */
export function execTarget(namespace: string, pod: string): ExecTarget {
  return { namespace, pod, container: proberContainer };
}
