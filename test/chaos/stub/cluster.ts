/** A Kubernetes API of recorded objects whose nodes answer at once: many questions on few cores. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Access } from "../../lab/api/access.ts";
import { ExecFaults } from "../../lab/api/exec-faults.ts";
import { Kubeconfigs } from "../../lab/api/kubeconfig.ts";
import { at, type KubeObject } from "../../lab/api/object.ts";
import { installPolicyApi } from "../../lab/api/policy-apis.ts";
import { answer, type Api } from "../../lab/api/rest.ts";
import { Store } from "../../lab/api/store.ts";
import { Writes } from "../../lab/api/writes.ts";
import { recorded } from "../../lab/clusters/recorded.ts";
import { StubExec } from "./exec.ts";

/** How a request goes wrong; what is absent goes well. */
export interface ApiTrouble {
  readonly code?: number;
  readonly retryAfter?: number;
  readonly slowMs?: number;
  /** The connection is reset. */
  readonly cut?: true;
}

export interface StubCluster {
  readonly store: Store;
  readonly writes: Writes;
  readonly exec: StubExec;
  readonly kubeconfig: string;
  /** Asked for every request but exec. */
  trouble: (method: string, path: string) => ApiTrouble;
  requests: number;
  /** Puts an object in, or replaces it. */
  put(object: KubeObject): void;
  /** Pods that were made for a diagnosis and are still there. */
  debugPods(): readonly string[];
  /** As an eviction does it: the pod has failed and its execs end. */
  evict(pod: string): void;
  stop(): Promise<void>;
}

export async function startStubCluster(
  objects: readonly KubeObject[] = recorded.objects,
): Promise<StubCluster> {
  const store = new Store();
  for (const installed of recorded.policyApis ?? []) installPolicyApi(store.catalogue, installed);
  const writes = new Writes(store, recorded.serviceCIDR);
  const api: Api = {
    store,
    writes,
    access: new Access({ yard: { name: "yard" } }, []),
    execFaults: new ExecFaults(),
    kubelet: {
      exec: () => {
        throw new Error("the stub's exec runs no process");
      },
    },
  };
  for (const object of objects) store.create(object);
  const exec = new StubExec();
  const timers = new Set<NodeJS.Timeout>();
  startPods(store, timers);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    cluster.requests += 1;
    const { code, retryAfter, slowMs, cut } = cluster.trouble(request.method ?? "GET", request.url ?? "/");
    if (slowMs !== undefined) await delay(slowMs);
    if (cut) {
      request.socket.destroy();
      return;
    }
    if (code === undefined) {
      await answer(api, request, response);
      return;
    }
    const message =
      code === 429 ? "too many requests, please try again later" : "etcdserver: request timed out";
    response.writeHead(code, {
      "content-type": "application/json",
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    });
    response.end(JSON.stringify({ kind: "Status", apiVersion: "v1", status: "Failure", message, code }));
  };
  const sockets = new Set<Socket>();
  const http = createServer((request, response) => void serve(request, response));
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  http.on("upgrade", (request, socket, head) => {
    exec.serve(request, socket, head);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const kubeconfigs = new Kubeconfigs(`http://127.0.0.1:${port}`, "yard");

  const cluster: StubCluster = {
    store,
    writes,
    exec,
    kubeconfig: kubeconfigs.pathFor("yard", "yard"),
    trouble: () => ({}),
    requests: 0,
    put(object) {
      const resource = store.resourceOf(object);
      if (store.find(resource, object.metadata.namespace, object.metadata.name)) store.update(object);
      else store.create(object);
    },
    debugPods: () => onDemand(store).map(({ metadata }) => metadata.name),
    evict(name) {
      const pod = onDemand(store).find(({ metadata }) => metadata.name === name);
      if (pod) store.update({ ...pod, status: { phase: "Failed", reason: "Evicted" } });
      exec.endOf(name);
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      exec.close();
      for (const socket of sockets) socket.destroy();
      http.close();
      await once(http, "close");
      kubeconfigs.close();
    },
  };
  return cluster;
}

function onDemand(store: Store): readonly KubeObject[] {
  return store
    .ofKind("v1", "Pod")
    .filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === "netdiag-prober-on-demand");
}

/** What kubelets would do: a pod that was bound to a node runs a moment later. */
function startPods(store: Store, timers: Set<NodeJS.Timeout>): void {
  store.onChange(({ type, object }) => {
    if (type !== "ADDED" || object.kind !== "Pod" || at(object, "status.phase") === "Running") return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      const { namespace, name } = object.metadata;
      const pod = store.find(store.resourceOf(object), namespace, name);
      if (!pod || at(pod, "status.phase") === "Failed") return;
      const running = { name: "prober", ready: true, state: { running: {} } };
      store.update({ ...pod, status: { phase: "Running", containerStatuses: [running] } });
    }, 60);
    timers.add(timer);
  });
}
