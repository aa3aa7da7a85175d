/** A Kubernetes cluster on this machine: real namespaces, real rules, a real API server in this process. */
import { setTimeout as wait } from "node:timers/promises";
import type { Forbid, User } from "./api/access.ts";
import { ClusterAdmin } from "./api/admin.ts";
import { Kubeconfigs } from "./api/kubeconfig.ts";
import { defaultTier } from "./api/policy-apis.ts";
import { startApiServer, type ApiServer } from "./api/server.ts";
import type { LabCluster } from "./clusters/cluster.ts";
import { netdiagPods } from "./clusters/netdiag-pods.ts";
import { ControlLoop } from "./controllers/control-loop.ts";
import { reconcileEndpointSlices } from "./controllers/endpoint-slices.ts";
import { Kubelets } from "./controllers/kubelets.ts";
import { layOut } from "./controllers/layout.ts";
import { furnishNamespaces } from "./controllers/namespaces.ts";
import { networkSync } from "./controllers/network-sync.ts";
import { nodeExec } from "./controllers/node-exec.ts";
import { schedulePods } from "./controllers/scheduler.ts";
import { workloadsController } from "./controllers/workloads.ts";
import { debugRoot } from "./debug-root/debug-root.ts";
import { buildNetwork, type Backend, type Network } from "./network/network.ts";

export interface LabOptions {
  readonly cluster: LabCluster;
  /** Default: nft. */
  readonly backend?: Backend;
  /** Build without root, in a user namespace; found out by itself when absent. */
  readonly rootless?: boolean;
  /** Milliseconds added to every exec. */
  readonly execDelayMs?: number;
  /** netdiag's DaemonSet pods stand on every node. Default: true. */
  readonly debugPods?: boolean;
  /**
   * Whose programs the debug pods run: those of the shipped image, or this machine's. Default: image, where there can be
   * one; a root takes root.
   */
  readonly debugTools?: "image" | "host";
  /**
   * Milliseconds between two looks of the agents at what they wrote: rules and routes that others changed come back.
   * Default: never, they look only where an object changed for them. What is broken to be asked about has to stay.
   */
  readonly resync?: number;
  /** Milliseconds from a pod's creation to its containers running. Default: 200. */
  readonly podStartMs?: number;
  /** Users besides `admin`, by name; with RBAC rules they may do only that. */
  readonly users?: Readonly<Record<string, Omit<User, "name">>>;
  readonly forbid?: readonly Forbid[];
}

export interface Lab {
  readonly apiUrl: string;
  readonly network: Network;
  /** The objects, for scenarios; `await api.settled()` before looking at the network. */
  readonly api: ClusterAdmin;
  /** Faults of exec, forbidden verbs, delays. */
  readonly server: ApiServer;
  /** Path of a kubeconfig for a user; `admin` when absent. Gone after stop. Throws for a user the lab does not have. */
  kubeconfig(user?: string): string;
  stop(): Promise<void>;
}

/** Resolves when every pod runs and all rules are in place. Nothing is left when it rejects, or when this process ends. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { cluster } = options;
  const users = usersOf(options);
  const policyApis = cluster.policyApis ?? ["calico"];
  let built: Network | undefined;
  const image = await debugFiles(options);
  const server = await startApiServer({
    kubelet: nodeExec(() => built, image),
    tokens: Object.fromEntries(users.map((user) => [tokenOf(user.name), user])),
    ...(options.forbid ? { forbid: options.forbid } : {}),
    ...(options.execDelayMs === undefined ? {} : { execDelayMs: options.execDelayMs }),
    serviceCIDR: cluster.serviceCIDR,
    policyApis,
  });
  const { store } = server;
  const kubelets = new Kubelets({
    store,
    cluster,
    podStartMs: options.podStartMs ?? 200,
    endExecs: (uid) => {
      server.endExecs(uid);
    },
  });
  const expandWorkloads = workloadsController(store);
  const assign = (): void => {
    furnishNamespaces(store);
    expandWorkloads();
    schedulePods(store, cluster);
  };
  try {
    // What the cluster starts with is as old as the cluster.
    store.clock = () => new Date(cluster.createdAt);
    const calico = policyApis.includes("calico") ? [defaultTier] : [];
    layOut(store, cluster, [...calico, ...((options.debugPods ?? true) ? netdiagPods : [])], assign);
    const network = await buildNetwork({
      nodes: cluster.nodes,
      pods: kubelets.planned(),
      podCIDR: cluster.podCIDR,
      ...(cluster.podCIDR6 === undefined ? {} : { podCIDR6: cluster.podCIDR6 }),
      clusterDNS: cluster.clusterDNS,
      ...(cluster.nodeLocalDNS === undefined ? {} : { nodeLocalDNS: cluster.nodeLocalDNS }),
      ...(cluster.outsideListeners === undefined ? {} : { outsideListeners: cluster.outsideListeners }),
      ...(cluster.outsideNames === undefined ? {} : { outsideNames: cluster.outsideNames }),
      backend: options.backend ?? "nft",
      ...(options.rootless === undefined ? {} : { rootless: options.rootless }),
      ...(image === undefined ? {} : { debugRoot: image }),
    });
    built = network;
    kubelets.adopt(store.clock());
    assign();
    reconcileEndpointSlices(store);
    store.clock = () => new Date();
    const sync = networkSync(store, network);
    await sync();
    const loop: ControlLoop = new ControlLoop(store, [
      assign,
      () => kubelets.reconcile(network, loop),
      () => {
        reconcileEndpointSlices(store);
      },
      sync,
    ]);
    const repairs = repeatedly(options.resync, () => network.resync());
    const kubeconfigs = new Kubeconfigs(server.url, cluster.name);
    return {
      apiUrl: server.url,
      network,
      server,
      api: new ClusterAdmin(store, server.writes, () => loop.settled()),
      kubeconfig(user = "admin") {
        if (!users.some(({ name }) => name === user)) throw new Error(`the lab has no user ${user}`);
        return kubeconfigs.pathFor(user, tokenOf(user));
      },
      async stop() {
        await repairs.stop();
        kubelets.stop();
        await loop.stop();
        await server.stop();
        await network.stop();
        kubeconfigs.close();
      },
    };
  } catch (error) {
    await Promise.all([server.stop(), built?.stop()]);
    throw error;
  }
}

/** Does it again and again, with a pause between; `stop` waits for the last time. */
function repeatedly(ms: number | undefined, act: () => Promise<void>): { stop(): Promise<void> } {
  const ended = new AbortController();
  const turns = async (pause: number): Promise<void> => {
    while (await wait(pause, true, { signal: ended.signal }).catch(() => false)) await act();
  };
  const running = ms === undefined ? Promise.resolve() : turns(ms);
  return {
    async stop() {
      ended.abort();
      await running;
    },
  };
}

/** The folder with the debug pods' files; undefined when they have this machine's. */
async function debugFiles(options: LabOptions): Promise<string | undefined> {
  const without = options.debugPods === false || options.rootless === true || options.debugTools === "host";
  return without ? undefined : (await debugRoot()).path;
}

function usersOf(options: LabOptions): readonly User[] {
  const given = Object.entries(options.users ?? {}).map(([name, user]) => ({ name, ...user }));
  return [{ name: "admin", groups: ["system:masters"] }, ...given];
}

function tokenOf(user: string): string {
  return `lab-token-of-${user}`;
}
