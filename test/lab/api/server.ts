/** The lab's Kubernetes API server: real HTTP and WebSocket on 127.0.0.1. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { Access, type Forbid, type User } from "./access.ts";
import { ExecFaults } from "./exec-faults.ts";
import { execOverSpdy } from "./exec-spdy.ts";
import { execTarget, type ExecTarget } from "./exec-target.ts";
import { execOverWebSocket } from "./exec-websocket.ts";
import type { Kubelet } from "./kubelet.ts";
import { installPolicyApi, type PolicyApi } from "./policy-apis.ts";
import { resourcePath } from "./request.ts";
import { answer, type Api } from "./rest.ts";
import { ApiError } from "./status.ts";
import { Store } from "./store.ts";
import { refuseUpgrade, type Upgrade } from "./upgrade.ts";
import { Writes } from "./writes.ts";

export interface ApiServerOptions {
  readonly kubelet: Kubelet;
  /** Bearer tokens. A request without one is `system:anonymous`, who may do all that `forbid` leaves. */
  readonly tokens?: Readonly<Record<string, User>>;
  readonly forbid?: readonly Forbid[];
  /** Milliseconds every exec waits before its handshake is answered. */
  readonly execDelayMs?: number;
  /** A /16; Services without a clusterIP get one of it. */
  readonly serviceCIDR?: string;
  /** Installed in this order, beside networking.k8s.io. Default: none. */
  readonly policyApis?: readonly PolicyApi[];
}

export interface ApiServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly store: Store;
  readonly writes: Writes;
  readonly access: Access;
  readonly execFaults: ExecFaults;
  /** May be changed while it runs. */
  execDelayMs: number;
  /** Kills what execs still run in a pod; every pod without an argument. */
  endExecs(podUid?: string): void;
  stop(): Promise<void>;
}

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const store = new Store();
  for (const installed of options.policyApis ?? []) installPolicyApi(store.catalogue, installed);
  const access = new Access(options.tokens ?? {}, options.forbid ?? []);
  const writes = new Writes(store, options.serviceCIDR ?? "10.96.0.0/16");
  const execFaults = new ExecFaults();
  const api: Api = { store, writes, access, kubelet: options.kubelet, execFaults };
  const running = new Map<ChildProcessWithoutNullStreams, string | undefined>();
  const upgraded = new Set<Duplex>();

  const start = (target: ExecTarget): ChildProcessWithoutNullStreams => {
    const child = options.kubelet.exec(target.pod, target.container, target.argv);
    running.set(child, target.pod.metadata.uid);
    child.on("close", () => running.delete(child));
    return child;
  };

  const http = createServer((request, response) => void answer(api, request, response));
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    upgraded.add(socket);
    socket.on("close", () => upgraded.delete(socket));
    // A client that goes away is its own business.
    socket.on("error", () => undefined);
    try {
      await exec(api, { request, socket, head, start }, server.execDelayMs);
    } catch (error) {
      const failure = error instanceof ApiError ? error : new ApiError(500, "InternalError", String(error));
      refuseUpgrade(socket, failure.code, `${JSON.stringify(failure.status)}\n`);
    }
  };
  http.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");

  const server: ApiServer = {
    url: `http://127.0.0.1:${portOf(http.address())}`,
    store,
    writes,
    access,
    execFaults,
    execDelayMs: options.execDelayMs ?? 0,
    endExecs(podUid) {
      for (const [child, uid] of running) {
        if (podUid !== undefined && uid !== podUid) continue;
        child.kill("SIGKILL");
        // What it left running may hold the pipes; the exec ends all the same.
        child.stdout.destroy();
        child.stderr.destroy();
      }
    },
    async stop() {
      server.endExecs();
      for (const socket of upgraded) socket.destroy();
      const closed = once(http, "close");
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
  return server;
}

async function exec(api: Api, upgrade: Upgrade, delayMs: number): Promise<void> {
  const { request, socket } = upgrade;
  const url = new URL(request.url ?? "/", "http://lab");
  const user = api.access.userOf(request.headers.authorization);
  const place = resourcePath(url.pathname);
  if (place?.plural !== "pods" || place.subresource !== "exec") {
    refuseUpgrade(socket, 403, "");
    return;
  }
  if (delayMs > 0) await wait(delayMs);
  const target = execTarget(api, place, url.searchParams, user);
  const fault = api.execFaults.take(target.node, target.pod.metadata.name);
  if (fault.refuse) throw new ApiError(fault.refuse.code, undefined, fault.refuse.message);
  if (/^spdy\/3\.1$/i.test(request.headers.upgrade ?? "")) execOverSpdy(upgrade, target, fault);
  else execOverWebSocket(upgrade, target, fault);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the API server has no port");
  return address.port;
}
