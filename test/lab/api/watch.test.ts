import { CoreV1Api, Watch } from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { at, isKubeObject } from "./object.ts";
import { clientConfig, runningPod, startLocalServer } from "./local-server.ts";
import type { ApiServer } from "./server.ts";

let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer();
});
afterAll(() => server.stop());

async function watching(
  query: Record<string, string | undefined>,
): Promise<{ events: string[]; stop(): void }> {
  const events: string[] = [];
  const controller = await new Watch(clientConfig(server)).watch(
    "/api/v1/namespaces/shop/pods",
    query,
    (type: string, object: unknown) => {
      events.push(
        `${type} ${isKubeObject(object) && object.kind === "Pod" ? object.metadata.name : String(at(object, "code"))}`,
      );
    },
    () => undefined,
  );
  return {
    events,
    stop() {
      controller.abort();
    },
  };
}

test("a watch from a list's version tells what comes after it", async () => {
  const list = await clientConfig(server).makeApiClient(CoreV1Api).listNamespacedPod({ namespace: "shop" });
  const watch = await watching({ resourceVersion: list.metadata?.resourceVersion });
  const pod = server.store.create(runningPod("a", "node1", "10.244.3.1"));
  server.store.update({ ...pod, status: { phase: "Failed" } });
  server.store.remove(server.store.resourceOf(pod), "shop", "a");
  await expect.poll(() => watch.events).toEqual(["ADDED a", "MODIFIED a", "DELETED a"]);
  watch.stop();
});

test("a change that leaves the selection reads as a deletion", async () => {
  const watch = await watching({ labelSelector: "app=b" });
  const pod = server.store.create(runningPod("b", "node1", "10.244.3.2"));
  server.store.update({ ...pod, metadata: { ...pod.metadata, labels: { app: "other" } } });
  await expect.poll(() => watch.events).toEqual(["ADDED b", "DELETED b"]);
  watch.stop();
});

test("a watch from a forgotten version is an ERROR event with 410", async () => {
  server.store.compact();
  const watch = await watching({ resourceVersion: "1" });
  await expect.poll(() => watch.events).toEqual(["ERROR 410"]);
});
