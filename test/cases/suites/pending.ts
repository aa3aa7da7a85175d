/** A Deployment test/extra with a Service, whose only pod does not run. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { service } from "../../lab/clusters/objects.ts";
import type { Case } from "../case.ts";

export interface WhyPending {
  /** Where it was scheduled to and waits for its sandbox; unschedulable when absent. */
  readonly node?: string;
  /** The scheduler's or the kubelet's words. */
  readonly message: string;
}

/** Nothing breaks later: the cluster starts like that, and the pod's status is written on it. */
export function pendingPod({ node, message }: WhyPending): Pick<Case, "cluster" | "break"> {
  const labels = { app: "extra" };
  const container = {
    name: "extra",
    image: "extra:1",
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
  };
  const cluster: LabCluster = {
    ...healthyIncident,
    objects: [
      ...healthyIncident.objects,
      service({
        namespace: "test",
        name: "extra",
        clusterIP: "10.96.11.40",
        selector: labels,
        ports: [{ name: "http", port: 8080 }],
      }),
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "extra", namespace: "test", labels },
        // No node has this label, so the lab's scheduler leaves it alone.
        spec: { nodeSelector: { "example.org/nowhere": "true" }, containers: [container] },
      },
    ],
  };
  const scheduled = {
    type: "PodScheduled",
    status: node === undefined ? "False" : "True",
    ...(node === undefined ? { reason: "Unschedulable", message } : {}),
  };
  const waiting = {
    name: "extra",
    image: "extra:1",
    imageID: "",
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason: "ContainerCreating" } },
  };
  const notReady = ["Ready", "ContainersReady"].map((type) => ({
    type,
    status: "False",
    reason: "ContainersNotReady",
    message: node === undefined ? "" : message,
  }));
  return {
    cluster,
    break: [
      {
        do: "patch",
        ref: { kind: "Pod", namespace: "test", name: "extra" },
        patch: {
          ...(node === undefined ? {} : { spec: { nodeName: node } }),
          status: {
            phase: "Pending",
            conditions: [scheduled, ...(node === undefined ? [] : notReady)],
            ...(node === undefined ? {} : { hostIP: "192.168.0.12", containerStatuses: [waiting] }),
          },
        },
      },
      ...(node === undefined
        ? []
        : [
            {
              do: "apply" as const,
              object: {
                apiVersion: "v1",
                kind: "Event",
                metadata: { name: "extra.1", namespace: "test" },
                involvedObject: { apiVersion: "v1", kind: "Pod", namespace: "test", name: "extra" },
                reason: "FailedCreatePodSandBox",
                type: "Warning",
                message,
              },
            },
          ]),
    ],
  };
}
