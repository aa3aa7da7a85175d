import { everyCapability } from "../../../src/model/capabilities.ts";
import type { KubeObject } from "../api/object.ts";
import { daemonSet, namespace } from "./objects.ts";

/** The namespace of netdiag's debug pods with their DaemonSet: one per node, which is the node, with what probes need and no more. */
export const netdiagPods: readonly KubeObject[] = [
  namespace("netdiag-probers", { "pod-security.kubernetes.io/enforce": "privileged" }),
  daemonSet({
    namespace: "netdiag-probers",
    name: "netdiag-prober",
    container: "prober",
    labels: { "app.kubernetes.io/name": "netdiag-prober" },
    image: "netdiag-prober:0.1.0",
    securityContext: { privileged: false, capabilities: { drop: ["ALL"], add: everyCapability } },
    podSpec: {
      hostNetwork: true,
      hostPID: true,
      dnsPolicy: "Default",
      tolerations: [{ operator: "Exists" }],
      priorityClassName: "system-node-critical",
    },
  }),
];
