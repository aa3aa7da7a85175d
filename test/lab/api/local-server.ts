/** For tests of the API alone: a server whose containers are this machine, with the objects of the recordings. */
import { spawn } from "node:child_process";
import { KubeConfig } from "@kubernetes/client-node";
import type { KubeObject } from "./object.ts";
import { startApiServer, type ApiServer, type ApiServerOptions } from "./server.ts";

export async function startLocalServer(options: Partial<ApiServerOptions> = {}): Promise<ApiServer> {
  const server = await startApiServer({
    kubelet: {
      exec: (_pod, _container, [program = "", ...args]) => spawn(program, args),
      log: (pod) => Promise.resolve(`log of ${pod.metadata.name}\n`),
    },
    tokens: {
      "admin-token": { name: "admin" },
      "reader-token": { name: "system:serviceaccount:shop:reader" },
    },
    ...options,
  });
  for (const name of ["default", "shop"])
    server.store.create({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name },
      status: { phase: "Active" },
    });
  server.store.create(runningPod("stranger", "node1", "10.244.1.9"));
  return server;
}

export function runningPod(name: string, nodeName: string, podIP: string): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "shop", labels: { app: name } },
    spec: { nodeName, containers: [{ name: "tools", image: "tools:1" }] },
    status: {
      phase: "Running",
      hostIP: "172.30.0.11",
      podIP,
      podIPs: [{ ip: podIP }],
      containerStatuses: [{ name: "tools", ready: true, state: { running: {} } }],
    },
  };
}

export function clientConfig(server: ApiServer, token = "admin-token"): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: "lab", server: server.url, skipTLSVerify: true },
    { name: "user", token },
  );
  return config;
}
