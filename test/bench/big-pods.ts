/** Pods as `kubectl get pod -o yaml` prints them: most of what it says matters to no policy. */
import type { KubernetesObject } from "../../src/policy/index.ts";
import type { App } from "./big-apps.ts";
import type { Random } from "./random.ts";

export interface PodPlace {
  readonly namespace: string;
  readonly node: string;
  readonly nodeIp: string;
  readonly ip: string;
  readonly onHost: boolean;
}

const started = "2026-11-02T08:15:42Z";

function container(app: App, random: Random): object {
  const [port] = app.ports;
  const probe = {
    httpGet: { path: "/healthz", port: port?.name ?? "http", scheme: "HTTP" },
    periodSeconds: 10,
  };
  return {
    name: app.name,
    image: `registry.example.com/${app.name}:1.${random.below(40)}.${random.below(10)}`,
    imagePullPolicy: "IfNotPresent",
    args: ["--listen=:8080", `--workers=${1 + random.below(8)}`],
    env: [
      { name: "POD_IP", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } },
      { name: "LOG_LEVEL", value: "info" },
      { name: "FEATURES", value: "on" },
    ],
    ports: app.ports,
    livenessProbe: probe,
    readinessProbe: probe,
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
    volumeMounts: [
      {
        mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
        name: "kube-api-access",
        readOnly: true,
      },
    ],
  };
}

function status(app: App, { nodeIp, ip }: PodPlace, random: Random): object {
  return {
    conditions: ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"].map(
      (type) => ({ lastProbeTime: null, lastTransitionTime: started, status: "True", type }),
    ),
    containerStatuses: [
      {
        containerID: `containerd://${random.suffix(32)}${random.suffix(32)}`,
        image: `registry.example.com/${app.name}`,
        imageID: `registry.example.com/${app.name}@sha256:${random.suffix(64)}`,
        lastState: {},
        name: app.name,
        ready: true,
        restartCount: random.below(3),
        started: true,
        state: { running: { startedAt: started } },
      },
    ],
    hostIP: nodeIp,
    phase: "Running",
    podIP: ip,
    podIPs: [{ ip }],
    qosClass: "Burstable",
    startTime: started,
  };
}

export function makePod(app: App, place: PodPlace, random: Random): KubernetesObject {
  const { namespace, node, onHost } = place;
  const ip = onHost ? place.nodeIp : place.ip;
  const name = `${app.replicaSet ?? app.name}-${random.suffix(5)}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "9090" },
      creationTimestamp: started,
      labels: {
        ...app.labels,
        ...(app.replicaSet ? { "pod-template-hash": app.replicaSet.slice(-10) } : {}),
      },
      name,
      namespace,
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          blockOwnerDeletion: true,
          controller: true,
          kind: app.replicaSet ? "ReplicaSet" : "StatefulSet",
          name: app.replicaSet ?? app.name,
          uid: `${random.suffix(8)}-0000-4000-8000-${random.suffix(12)}`,
        },
      ],
      resourceVersion: String(1_000_000 + random.below(1_000_000)),
      uid: `${random.suffix(8)}-0000-4000-8000-${random.suffix(12)}`,
    },
    spec: {
      containers: [container(app, random)],
      dnsPolicy: "ClusterFirst",
      ...(onHost ? { hostNetwork: true } : {}),
      nodeName: node,
      restartPolicy: "Always",
      serviceAccountName: app.name,
      terminationGracePeriodSeconds: 30,
      tolerations: [
        {
          effect: "NoExecute",
          key: "node.kubernetes.io/not-ready",
          operator: "Exists",
          tolerationSeconds: 300,
        },
      ],
      volumes: [{ name: "kube-api-access", projected: { defaultMode: 420 } }],
    },
    status: status(app, { ...place, ip }, random),
  };
}
