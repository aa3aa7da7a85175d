import { delimiter } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { CouldNotRead } from "../../ports.ts";
import { KubernetesApi } from "./api.ts";
import { Discovery } from "./discovery.ts";
import { policyGroups } from "./policy-kinds.ts";
import { ListMemory } from "./whole-lists.ts";

export interface ConnectionOptions {
  /** Path of a kubeconfig, or several as in KUBECONFIG. Default: KUBECONFIG, ~/.kube/config, the pod's service account. */
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
  const kubeConfig = new KubeConfig();
  try {
    if (options.kubeconfig) loadFiles(kubeConfig, options.kubeconfig);
    else kubeConfig.loadFromDefault();
  } catch (error) {
    throw new CouldNotRead(
      "failed",
      `the kubeconfig does not read: ${error instanceof Error ? error.message : String(error)}`,
      "check the path in KUBECONFIG and the file: kubectl config view",
    );
  }
  if (options.context) useContext(kubeConfig, options.context);
  if (!kubeConfig.getCurrentCluster())
    throw new CouldNotRead(
      "failed",
      "the kubeconfig names no cluster to use",
      "choose one: kubectl config use-context NAME",
    );
  allowPlainHttp(kubeConfig);
  const context = kubeConfig.getCurrentContext();
  const api = new KubernetesApi(kubeConfig, options.timeoutMs);
  return {
    name: options.name ?? (context === "inClusterContext" ? "in-cluster" : context),
    kubeConfig,
    api,
    discovery: new Discovery(api, policyGroups),
    lists: new ListMemory(),
  };
}

/** The first file that sets something wins, as with kubectl. */
function loadFiles(kubeConfig: KubeConfig, paths: string): void {
  const [first = paths, ...others] = paths.split(delimiter).filter(Boolean);
  kubeConfig.loadFromFile(first);
  for (const path of others) {
    const more = new KubeConfig();
    more.loadFromFile(path);
    kubeConfig.mergeConfig(more, Boolean(kubeConfig.getCurrentContext()));
  }
}

function useContext(kubeConfig: KubeConfig, context: string): void {
  const known = kubeConfig.getContexts().map(({ name }) => name);
  if (!known.includes(context))
    throw new CouldNotRead(
      "failed",
      `the kubeconfig has no context ${context}`,
      `use one of: ${known.join(", ")}`,
    );
  kubeConfig.setCurrentContext(context);
}

/** client-node refuses http:// servers (kubectl proxy) unless told not to verify a certificate that does not exist. */
function allowPlainHttp(kubeConfig: KubeConfig): void {
  kubeConfig.clusters = kubeConfig.clusters.map((cluster) =>
    cluster.server.startsWith("http://") ? { ...cluster, skipTLSVerify: true } : cluster,
  );
}
