import { expect, test } from "vitest";
import { at } from "../api/object.ts";
import { Store } from "../api/store.ts";
import { incident } from "../clusters/incident.ts";
import { deployment } from "../clusters/objects.ts";
import { layOut } from "./layout.ts";
import { schedulePods } from "./scheduler.ts";
import { workloadsController } from "./workloads.ts";

function laidOut(): { readonly store: Store; readonly pass: () => void } {
  const store = new Store();
  const expand = workloadsController(store);
  const pass = (): void => {
    expand();
    schedulePods(store, incident);
  };
  layOut(store, incident, [], pass);
  return { store, pass };
}

const web = { namespace: "demo", name: "web", labels: { app: "web" }, image: "web:1", replicas: 2 };

test("a Deployment's pods are owned by its ReplicaSet and named after it", () => {
  const { store } = laidOut();
  const pods = store
    .ofKind("v1", "Pod", "test")
    .filter((pod) => pod.metadata.labels?.["app"] === "productpage");
  const [set] = store
    .ofKind("apps/v1", "ReplicaSet", "test")
    .filter((object) => object.metadata.name.startsWith("productpage-"));
  expect(pods).toHaveLength(2);
  for (const pod of pods) {
    expect(pod.metadata.name).toMatch(/^productpage-[b-z2-9]{9}-[b-z2-9]{5}$/);
    expect(pod.metadata.ownerReferences).toMatchObject([
      { kind: "ReplicaSet", name: set?.metadata.name, controller: true },
    ]);
  }
});

test("pods land where the placement says, on different nodes", () => {
  const { store } = laidOut();
  const nodes = store
    .ofKind("v1", "Pod", "test")
    .filter((pod) => pod.metadata.labels?.["app"] === "productpage")
    .map((pod) => at(pod, "spec.nodeName"));
  expect(nodes.toSorted()).toEqual(["node2", "node3"]);
});

test("a DaemonSet has one pod on every node", () => {
  const { store } = laidOut();
  const nodes = store
    .ofKind("v1", "Pod", "kube-system")
    .filter((pod) => pod.metadata.labels?.["k8s-app"] === "kube-proxy")
    .map((pod) => at(pod, "spec.nodeName"));
  expect(nodes.toSorted()).toEqual(["node1", "node2", "node3"]);
});

test("scaling and deleting a Deployment is followed by its pods", () => {
  const { store, pass } = laidOut();
  const count = (): number =>
    store.ofKind("v1", "Pod", "demo").filter((pod) => pod.metadata.labels?.["app"] === "web").length;
  store.create(deployment(web));
  pass();
  expect(count()).toBe(2);
  store.update(deployment({ ...web, replicas: 1 }));
  pass();
  expect(count()).toBe(1);
  const [object] = store
    .ofKind("apps/v1", "Deployment", "demo")
    .filter((candidate) => candidate.metadata.name === "web");
  if (object) store.remove(store.resourceOf(object), "demo", "web");
  pass();
  expect(count()).toBe(0);
});

test("the cluster comes out the same on every run", () => {
  const names = (): (string | undefined)[] =>
    laidOut()
      .store.ofKind("v1", "Pod")
      .map((pod) => `${pod.metadata.name} ${pod.metadata.uid ?? ""}`);
  expect(names()).toEqual(names());
});
