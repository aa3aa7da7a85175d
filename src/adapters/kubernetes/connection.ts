import type { KubeConfig } from "@kubernetes/client-node";
import { KubernetesApi } from "./api.ts";
import { CredentialPlugin } from "./credential-plugin.ts";
import { Discovery } from "./discovery.ts";
import { readKubeconfig } from "./kubeconfig.ts";
import { policyGroups } from "./policy-kinds.ts";
import { ListMemory } from "./whole-lists.ts";

export interface ConnectionOptions {
  /** Path of a kubeconfig, or several as in KUBECONFIG. Default: ~/.kube/config, the pod's service account. */
  readonly kubeconfig?: string;
  /** Default: the kubeconfig's current context. */
  readonly context?: string;
  /** The cluster's name in headlines. Default: the context's name. */
  readonly name?: string;
  /** Milliseconds one API request may take. */
  readonly timeoutMs?: number;
}

/** One cluster: who we are there and how to ask. Shared by every diagnosis. */
export interface Connection {
  readonly name: string;
  readonly kubeConfig: KubeConfig;
  readonly api: KubernetesApi;
  /** Which policy APIs it has. */
  readonly discovery: Discovery;
  /** Which of its lists are long, and what was read of the others a moment ago. */
  readonly lists: ListMemory;
}

/** Reads the kubeconfig; nothing is sent yet. Throws CouldNotRead. */
export function connectCluster(options: ConnectionOptions = {}): Connection {
  const kubeConfig = readKubeconfig(options.kubeconfig, options.context);
  const plugin = new CredentialPlugin();
  kubeConfig.users = kubeConfig.users.map((user) => CredentialPlugin.instead(user));
  kubeConfig.addAuthenticator(plugin);
  const context = kubeConfig.getCurrentContext();
  const api = new KubernetesApi(kubeConfig, plugin, options.timeoutMs);
  return {
    name: options.name ?? (context === "inClusterContext" ? "in-cluster" : context),
    kubeConfig,
    api,
    discovery: new Discovery(api, policyGroups),
    lists: new ListMemory(),
  };
}
