/** A pod test/extra behind a Service of its name, which the lab's scheduler or kubelet leaves Pending. */
import type { KubeObject } from "../../lab/api/object.ts";
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { service } from "../../lab/clusters/objects.ts";
import type { Act } from "../../scenarios/scenario.ts";
import type { Case } from "../case.ts";

const labels = { app: "extra" };
const extraService = service({
  namespace: "test",
  name: "extra",
  clusterIP: "10.96.11.40",
  selector: labels,
  ports: [{ name: "http", port: 8080 }],
});

function container(name: string, hostPort?: number): Readonly<Record<string, unknown>> {
  const port = { name: "http", containerPort: 8080, protocol: "TCP" };
  return { name, image: "extra:1", ports: [hostPort === undefined ? port : { ...port, hostPort }] };
}

function extraPod(hostPort?: number): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "extra", namespace: "test", labels },
    spec: { containers: [container("extra", hostPort)] },
  };
}

function applied(...objects: readonly KubeObject[]): readonly Act[] {
  return objects.map((object) => ({ do: "apply", object }));
}

/** A pod of a DaemonSet has its hostPort on every node. */
export function hostPortTaken(): readonly Act[] {
  const name = "port-holder";
  const holder: KubeObject = {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace: "test" },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [container(name, 18_080)] } },
    },
  };
  return applied(holder, extraService, extraPod(18_080));
}

/** No node takes new pods. */
export function nodesCordoned(): readonly Act[] {
  const cordoned = ["node1", "node2", "node3"].map((name): Act => ({
    do: "patch",
    ref: { kind: "Node", name },
    patch: { spec: { unschedulable: true } },
  }));
  return [...cordoned, ...applied(extraService, extraPod())];
}

/** It is on node2, whose block holds five addresses, all of them given away: the kubelet waits for one. */
export function withoutAddress(): Pick<Case, "cluster" | "break"> {
  const cluster: LabCluster = {
    ...healthyIncident,
    objects: [...healthyIncident.objects, extraService, extraPod()],
    nodes: healthyIncident.nodes.map((node) =>
      node.name === "node2" ? { ...node, podBlock: "10.233.72.64/29" } : node,
    ),
    placement: {
      ...healthyIncident.placement,
      "demo/db": [{ node: "node2", ip: "10.233.72.66" }],
      "kube-system/coredns": [{ node: "node1" }, { node: "node2", ip: "10.233.72.67" }],
      "test/client": [{ node: "node2", ip: "10.233.72.68" }],
      "test/reviews": [{ node: "node2", ip: "10.233.72.69" }],
      "test/extra": [{ node: "node2" }],
    },
  };
  return { cluster, break: [] };
}
