/** What a kubelet reports of a pod, and what it takes from one to build it. */
import { at, isFields, type Fields, type KubeObject } from "../api/object.ts";
import { timestamp } from "../api/store.ts";
import type { Listener } from "../network/network.ts";
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

/** 64 hex digits per container, in their order. */
export function containerIdsOf(pod: KubeObject): readonly string[] {
  return containersOf(pod).map(({ name }) => hexFor(`container:${pod.metadata.uid ?? ""}/${name}`));
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
      }),
    ),
    hostIP: host.ip,
    hostIPs: listed(host),
    podIP: addresses.ip,
    podIPs: listed(addresses),
    startTime: time,
    qosClass: "BestEffort",
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
