import type { KubeObject } from "../api/object.ts";
import { daemonSet, namespace } from "./objects.ts";

/** netdiag's own namespace with its DaemonSet: one privileged pod per node that is the node. */
export const netdiagPods: readonly KubeObject[] = [
  namespace("netdiag", { "pod-security.kubernetes.io/enforce": "privileged" }),
  daemonSet({
    namespace: "netdiag",
    name: "netdiag-prober",
    container: "prober",
    labels: { "app.kubernetes.io/name": "netdiag-prober" },
    image: "netdiag-prober:0.1.0",
    privileged: true,
    podSpec: {
      hostNetwork: true,
      hostPID: true,
      dnsPolicy: "Default",
      tolerations: [{ operator: "Exists" }],
      priorityClassName: "system-node-critical",
    },
  }),
];
