import { everyCapability } from "../../model/capabilities.ts";
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
  /** With every right instead of the few that probes need: where SELinux or AppArmor stop others all the same. */
  readonly privileged?: boolean;
}

/**
 * A pod on one node, for one diagnosis, in the node's own network and among its processes: they are what is looked at.
 * It binds to the node directly, so a scheduler that is in trouble does not matter, and tolerates every taint.
 */
export function debugPod({ namespace, node, image, owner, privileged = false }: DebugPodSpec): object {
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
          securityContext: {
            runAsUser: 0,
            readOnlyRootFilesystem: true,
            ...(privileged ? { privileged } : narrow),
          },
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
          resources: {
            requests: { cpu: "10m", memory: "32Mi" },
            limits: { memory: "256Mi" },
          },
        },
      ],
      // Captures of one question, headers only, for its seconds.
      volumes: [{ name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } }],
    },
  };
}

/**
 * The profiles of SELinux and AppArmor for containers hide the node's other processes, whatever capabilities there are; the
 * runtime's seccomp profile lets through what the capabilities allow.
 */
const narrow = {
  privileged: false,
  capabilities: { drop: ["ALL"], add: everyCapability },
  seccompProfile: { type: "RuntimeDefault" },
  appArmorProfile: { type: "Unconfined" },
  seLinuxOptions: { type: "spc_t" },
};

/** Where exec goes in such a pod. */
export function execTarget(namespace: string, pod: string): ExecTarget {
  return { namespace, pod, container: proberContainer };
}
