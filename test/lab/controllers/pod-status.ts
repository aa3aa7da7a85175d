/** What a kubelet reports of a pod, and what it takes from one to build it. */
import { at, isFields, type Fields, type KubeObject } from "../api/object.ts";
import { apiAccessOf } from "../api/pod-defaults.ts";
import { timestamp } from "../api/store.ts";
import type { HostPort, Listener } from "../network/network.ts";
import { hexFor } from "./identity.ts";
import type { Addresses } from "./placement.ts";

interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly Fields[];
}

export function containersOf(pod: KubeObject): readonly Container[] {
  const containers = at(pod, "spec.containers");
  return (Array.isArray(containers) ? containers : []).filter(isFields).map((container) => {
    const ports: unknown = container["ports"];
    return {
      name: String(container["name"]),
      image: typeof container["image"] === "string" ? container["image"] : "",
      ports: (Array.isArray(ports) ? ports : []).filter(isFields),
    };
  });
}

/** 64 hex digits per container, in their order: those its status names, if it runs already. */
export function containerIdsOf(pod: KubeObject): readonly string[] {
  const statuses = at(pod, "status.containerStatuses");
  const known = new Map(
    (Array.isArray(statuses) ? statuses.filter(isFields) : []).map(({ name, containerID }) => [
      name,
      containerID,
    ]),
  );
  return containersOf(pod).map(({ name }) => {
    const id = known.get(name);
    return typeof id === "string" && id !== ""
      ? id.replace(/^containerd:\/\//, "")
      : hexFor(`container:${pod.metadata.uid ?? ""}/${name}`);
  });
}

/** HTTP on every declared TCP port, DNS on port 53, nothing on other UDP ports. */
export function declaredListeners(pod: KubeObject): readonly Listener[] {
  const ports = containersOf(pod).flatMap((container) => container.ports);
  const numbers = new Set(ports.map((port) => Number(port["containerPort"])));
  return [...numbers].flatMap((port): readonly Listener[] => {
    if (port === 53) return [{ port, protocol: "UDP", kind: "dns" }];
    const isTcp = ports.some(
      (declared) => declared["containerPort"] === port && (declared["protocol"] ?? "TCP") === "TCP",
    );
    return isTcp ? [{ port, protocol: "TCP", kind: "http" }] : [];
  });
}

/** Ports of the node that lead to the pod; a pod in the node's network has all of its ports there. */
export function hostPortsOf(pod: KubeObject): readonly HostPort[] {
  const inNode = at(pod, "spec.hostNetwork") === true;
  return containersOf(pod)
    .flatMap((container) => container.ports)
    .flatMap((port) => {
      const containerPort = Number(port["containerPort"]);
      const hostPort = inNode ? containerPort : Number(port["hostPort"] ?? 0);
      if (hostPort === 0) return [];
      const { protocol, hostIP } = port;
      return [
        {
          hostPort,
          containerPort,
          protocol: protocol === "UDP" || protocol === "SCTP" ? protocol : "TCP",
          ...(typeof hostIP === "string" && hostIP !== "" ? { hostIP } : {}),
        },
      ];
    });
}

/** The pod with one condition more, or that one changed. */
export function withCondition(pod: KubeObject, condition: Fields, time: string): KubeObject {
  const status = at(pod, "status");
  const known = at(pod, "status.conditions");
  const others = (Array.isArray(known) ? known.filter(isFields) : []).filter(
    ({ type }) => type !== condition["type"],
  );
  const { generation } = pod.metadata;
  const next = {
    lastProbeTime: null,
    lastTransitionTime: time,
    observedGeneration: generation,
    ...condition,
  };
  return {
    ...pod,
    status: {
      ...(isFields(status) ? status : {}),
      phase: at(pod, "status.phase") ?? "Pending",
      qosClass: qosClassOf(pod),
      conditions: [...others, next],
    },
  };
}

/** A pod whose network could not be made: it stays as it is while the kubelet tries again. */
export function creatingStatus(pod: KubeObject, host: Addresses, now: Date): Fields {
  const time = timestamp(now);
  const notReady = `containers with unready status: [${containersOf(pod)
    .map(({ name }) => name)
    .join(" ")}]`;
  const condition = (type: string, status: string, more: Fields = {}): Fields => ({
    type,
    status,
    lastProbeTime: null,
    lastTransitionTime: time,
    observedGeneration: pod.metadata.generation,
    ...more,
  });
  const waiting = { reason: "ContainersNotReady", message: notReady };
  return {
    phase: "Pending",
    observedGeneration: pod.metadata.generation,
    conditions: [
      condition("PodReadyToStartContainers", "False"),
      condition("Initialized", "True"),
      condition("Ready", "False", waiting),
      condition("ContainersReady", "False", waiting),
      condition("PodScheduled", "True"),
    ],
    hostIP: host.ip,
    hostIPs: listed(host),
    startTime: time,
    qosClass: qosClassOf(pod),
    containerStatuses: containersOf(pod).map(({ name, image }) => ({
      name,
      state: { waiting: { reason: "ContainerCreating" } },
      lastState: {},
      ready: false,
      started: false,
      restartCount: 0,
      image,
      imageID: "",
    })),
  };
}

/** Guaranteed when every container's limits are its requests, BestEffort when none has any, else Burstable. */
function qosClassOf(pod: KubeObject): string {
  const containers = at(pod, "spec.containers");
  const all = (Array.isArray(containers) ? containers : []).map((one: unknown) => ({
    requests: amounts(at(one, "resources.requests")),
    limits: amounts(at(one, "resources.limits")),
  }));
  if (all.every(({ requests, limits }) => requests.size === 0 && limits.size === 0)) return "BestEffort";
  const guaranteed = all.every(
    ({ requests, limits }) =>
      ["cpu", "memory"].every((name) => limits.has(name)) &&
      [...requests].every(([name, amount]) => limits.get(name) === amount),
  );
  return guaranteed ? "Guaranteed" : "Burstable";
}

function amounts(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(isFields(value) ? value : {}).map(([name, amount]) => [name, String(amount)]),
  );
}

/** The status of a pod all of whose containers run and are ready. */
export function runningStatus(pod: KubeObject, addresses: Addresses, host: Addresses, now: Date): Fields {
  const time = timestamp(now);
  const ids = containerIdsOf(pod);
  return {
    phase: "Running",
    conditions: ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"].map(
      (type) => ({
        type,
        status: "True",
        lastProbeTime: null,
        lastTransitionTime: time,
        observedGeneration: pod.metadata.generation,
      }),
    ),
    observedGeneration: pod.metadata.generation,
    hostIP: host.ip,
    hostIPs: listed(host),
    podIP: addresses.ip,
    podIPs: listed(addresses),
    startTime: time,
    qosClass: qosClassOf(pod),
    resources: { limits: { memory: "9007199254740988Ki" } },
    containerStatuses: containersOf(pod).map(({ name, image }, index) => ({
      name,
      state: { running: { startedAt: time } },
      lastState: {},
      ready: true,
      started: true,
      restartCount: 0,
      image,
      imageID: `sha256:${hexFor(`image:${image}`)}`,
      containerID: `containerd://${ids[index] ?? ""}`,
      resources: {},
      user: { linux: { uid: 0, gid: 0, supplementalGroups: [0] } },
      volumeMounts: [
        {
          name: apiAccessOf(pod),
          mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
          readOnly: true,
          recursiveReadOnly: "Disabled",
        },
      ],
    })),
  };
}

function listed({ ip, ip6 }: Addresses): readonly Fields[] {
  return [{ ip }, ...(ip6 === undefined ? [] : [{ ip: ip6 }])];
}

/** What the CNI plugin writes on a pod it wired. */
export function calicoAnnotations(pod: KubeObject, addresses: Addresses): Readonly<Record<string, string>> {
  const ips = [`${addresses.ip}/32`, ...(addresses.ip6 === undefined ? [] : [`${addresses.ip6}/128`])].join(
    ",",
  );
  return {
    "cni.projectcalico.org/containerID": hexFor(`sandbox:${pod.metadata.uid ?? ""}`),
    "cni.projectcalico.org/podIP": `${addresses.ip}/32`,
    "cni.projectcalico.org/podIPs": ips,
  };
}

/** The status of a pod that outlived its activeDeadlineSeconds. */
export function deadlineExceeded(pod: KubeObject): Fields {
  const status = at(pod, "status");
  return {
    ...(isFields(status) ? status : {}),
    phase: "Failed",
    reason: "DeadlineExceeded",
    message: "Pod was active on the node longer than the specified deadline",
    containerStatuses: containersOf(pod).map(({ name, image }) => ({
      name,
      image,
      ready: false,
      restartCount: 0,
      state: { terminated: { exitCode: 137, reason: "Error" } },
    })),
  };
}
