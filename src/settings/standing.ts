/** How a worker stands in its cluster, as the adapters for that take it. */

interface Standing {
  readonly NETDIAG_CLUSTER_NAME: string;
  readonly KUBECONFIG?: string | undefined;
  readonly NETDIAG_CONTEXT?: string | undefined;
  readonly NETDIAG_NAMESPACE: string;
  readonly NETDIAG_PROBER: "daemonset" | "on-demand" | "auto";
  readonly NETDIAG_PROBER_IMAGE?: string | undefined;
  readonly NETDIAG_PROBER_PRIVILEGED: boolean;
}

/** Which API server, and as whom. */
export function clusterOf({ NETDIAG_CLUSTER_NAME: name, KUBECONFIG, NETDIAG_CONTEXT }: Standing): {
  readonly name: string;
  readonly kubeconfig?: string;
  readonly context?: string;
} {
  return {
    name,
    ...(KUBECONFIG !== undefined && { kubeconfig: KUBECONFIG }),
    ...(NETDIAG_CONTEXT !== undefined && { context: NETDIAG_CONTEXT }),
  };
}

/** Where its debug pods live, and which they are. */
export function probersOf(config: Standing): {
  readonly namespace: string;
  readonly provider: Standing["NETDIAG_PROBER"];
  readonly privileged: boolean;
  readonly image?: string;
} {
  const { NETDIAG_PROBER_IMAGE: image } = config;
  return {
    namespace: config.NETDIAG_NAMESPACE,
    provider: config.NETDIAG_PROBER,
    privileged: config.NETDIAG_PROBER_PRIVILEGED,
    ...(image !== undefined && { image }),
  };
}
