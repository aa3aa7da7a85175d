import type { ConnectionOptions } from "../adapters/kubernetes/connection.ts";
import type { CliConfig } from "../config.ts";

export interface Named {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
}

/** The cluster meant: words of the command line before settings, settings before the kubeconfig's own choice. */
export function whichCluster(named: Named, config: CliConfig): ConnectionOptions {
  const kubeconfig = named.kubeconfig ?? config.KUBECONFIG;
  const context = named.context ?? config.NETDIAG_CONTEXT;
  return {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(config.NETDIAG_CLUSTER_NAME === undefined ? {} : { name: config.NETDIAG_CLUSTER_NAME }),
  };
}
