/** The kubelets' part: pods with a node become processes and addresses, and go away again. */
import { setTimeout as wait } from "node:timers/promises";
import { at, keyOf, type KubeObject } from "../api/object.ts";
import { timestamp, type Store } from "../api/store.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import { underlayGateway } from "../network/addressing.ts";
import type { LabPodSpec, Network } from "../network/network.ts";
import type { ControlLoop } from "./control-loop.ts";
import { eventOn } from "./events.ts";
import { Ipam, NoAddress, workloadKeyOf, type Addresses } from "./placement.ts";
import {
  calicoAnnotations,
  containerIdsOf,
  creatingStatus,
  deadlineExceeded,
  declaredListeners,
  hostPortsOf,
  runningStatus,
} from "./pod-status.ts";
import { hostsOf, resolvConfOf } from "./resolver.ts";

export interface KubeletOptions {
  readonly store: Store;
  readonly cluster: LabCluster;
  /** Milliseconds from the creation of a pod to its containers running. */
  readonly podStartMs: number;
  /** Kills what still runs through exec in a pod that ended. */
  readonly endExecs: (podUid: string) => void;
}

interface Started {
  readonly namespace: string;
  readonly name: string;
  /** It has namespaces of its own. */
  readonly wired: boolean;
  readonly deadline: NodeJS.Timeout | undefined;
}

export class Kubelets {
  readonly #options: KubeletOptions;
  readonly #ipam: Ipam;
  readonly #pods = new Map<string, Started>();

  constructor(options: KubeletOptions) {
    this.#options = options;
    this.#ipam = new Ipam(options.store, options.cluster);
  }

  /** The scheduled pods that need namespaces: what the network is built with. */
  planned(): readonly LabPodSpec[] {
    return this.#options.store
      .ofKind("v1", "Pod")
      .filter((pod) => at(pod, "spec.nodeName") !== undefined && isWired(pod))
      .map((pod) => this.#wired(pod))
      .filter((spec) => spec !== "no address");
  }

  /** Takes over every scheduled pod, and reports those as running that do not say so: their network was built with the cluster. */
  adopt(now: Date): void {
    for (const pod of this.#options.store.ofKind("v1", "Pod"))
      if (at(pod, "spec.nodeName") !== undefined && at(pod, "status.phase") === "Running") this.#note(pod);
    for (const pod of this.#waiting()) {
      if (this.#wired(pod) === "no address") continue;
      this.#note(pod);
      this.#report(pod, now);
    }
  }

  /** One pass: what was deleted is taken down, what was scheduled is started beside the loop. */
  async reconcile(network: Network, loop: ControlLoop): Promise<void> {
    const present = new Set(this.#options.store.ofKind("v1", "Pod").map((pod) => pod.metadata.uid));
    for (const [uid, started] of this.#pods)
      if (!present.has(uid)) {
        this.#pods.delete(uid);
        await this.#takeDown(uid, started, network);
        this.#ipam.release(uid);
      }
    for (const pod of this.#waiting()) {
      this.#note(pod, network);
      loop.track(this.#start(pod, network));
    }
  }

  stop(): void {
    for (const { deadline } of this.#pods.values()) clearTimeout(deadline);
  }

  #waiting(): readonly KubeObject[] {
    return this.#options.store
      .ofKind("v1", "Pod")
      .filter(
        (pod) =>
          at(pod, "spec.nodeName") !== undefined &&
          (at(pod, "status.containerStatuses") === undefined || isCreating(pod)) &&
          pod.metadata.deletionTimestamp === undefined &&
          !this.#pods.has(pod.metadata.uid ?? ""),
      );
  }

  async #start(pod: KubeObject, network: Network): Promise<void> {
    const started = Date.now();
    const spec = this.#wired(pod);
    if (spec === "no address") return;
    if (isWired(pod)) await network.addPod(spec);
    await wait(Math.max(0, this.#options.podStartMs - (Date.now() - started)));
    const current = this.#find(pod);
    if (current) this.#report(current, new Date());
  }

  /** What to build for a pod. Without an address for it, it stays Pending and is tried again when something changes. */
  #wired(pod: KubeObject): LabPodSpec | "no address" {
    const { store } = this.#options;
    try {
      return this.#specOf(pod);
    } catch (error) {
      if (!(error instanceof NoAddress)) throw error;
      this.#pods.delete(pod.metadata.uid ?? "");
      const current = this.#find(pod);
      if (!current || isCreating(current)) return "no address";
      const now = new Date();
      store.update({ ...current, status: creatingStatus(current, this.#hostAddresses(current), now) });
      const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="calico" failed (add): failed to request IPv4 addresses: ${error.message}`;
      const happening = {
        type: "Warning",
        reason: "FailedCreatePodSandBox",
        message,
        time: timestamp(now),
      } as const;
      store.create(eventOn(current, happening, "kubelet"));
      return "no address";
    }
  }

  #note(pod: KubeObject, network?: Network): void {
    const { namespace = "default", name, uid = "" } = pod.metadata;
    const seconds = at(pod, "spec.activeDeadlineSeconds");
    const deadline =
      typeof seconds === "number" && network
        ? setTimeout(() => void this.#expire(pod, network), seconds * 1000).unref()
        : undefined;
    this.#pods.set(uid, { namespace, name, wired: isWired(pod), deadline });
  }

  async #expire(pod: KubeObject, network: Network): Promise<void> {
    const { store } = this.#options;
    const current = this.#find(pod);
    const started = this.#pods.get(pod.metadata.uid ?? "");
    if (!current || !started) return;
    store.update({ ...current, status: deadlineExceeded(current) });
    await this.#takeDown(pod.metadata.uid ?? "", started, network);
  }

  async #takeDown(
    uid: string,
    { namespace, name, wired, deadline }: Started,
    network: Network,
  ): Promise<void> {
    clearTimeout(deadline);
    this.#options.endExecs(uid);
    if (wired) await network.removePod(namespace, name);
  }

  #find(pod: KubeObject): KubeObject | undefined {
    const { store } = this.#options;
    const current = store.find(store.resourceOf(pod), pod.metadata.namespace, pod.metadata.name);
    return current?.metadata.uid === pod.metadata.uid ? current : undefined;
  }

  #report(pod: KubeObject, now: Date): void {
    const spec = this.#specOf(pod);
    const status = runningStatus(pod, spec, this.#hostAddresses(pod), now);
    const annotations =
      spec.hostNetwork === true
        ? pod.metadata.annotations
        : { ...pod.metadata.annotations, ...calicoAnnotations(pod, spec) };
    this.#options.store.update({
      ...pod,
      metadata: { ...pod.metadata, ...(annotations === undefined ? {} : { annotations }) },
      status,
    });
  }

  #specOf(pod: KubeObject): LabPodSpec {
    const { namespace = "default", name, uid = "" } = pod.metadata;
    const node = at(pod, "spec.nodeName");
    const listeners = this.#options.cluster.listeners?.[workloadKeyOf(this.#options.store, pod)];
    const host = this.#hostAddresses(pod);
    const common = {
      namespace,
      name,
      uid,
      node: String(node),
      containerIds: containerIdsOf(pod),
      listeners: (listeners ?? declaredListeners(pod)).map((one) =>
        one.kind === "dns" ? { upstream: underlayGateway(host.ip).ip, ...one } : one,
      ),
      resolvConf: resolvConfOf(pod, this.#options.cluster, host.ip),
    };
    const inNode = at(pod, "spec.hostNetwork") === true;
    const addresses = inNode ? host : this.#ipam.give(pod);
    const ips = [addresses.ip, ...(addresses.ip6 === undefined ? [] : [addresses.ip6])];
    const hosts = hostsOf(pod, ips, common.node);
    if (inNode) return { ...common, ...host, hosts, hostNetwork: true };
    const hostPorts = hostPortsOf(pod);
    return { ...common, ...addresses, hosts, ...(hostPorts.length > 0 ? { hostPorts } : {}) };
  }

  #hostAddresses(pod: KubeObject): Addresses {
    const node = this.#options.cluster.nodes.find(({ name }) => name === at(pod, "spec.nodeName"));
    if (!node) throw new Error(`pod ${keyOf(pod.metadata)} is on a node the cluster does not have`);
    return { ip: node.ip, ...(node.ip6 === undefined ? {} : { ip6: node.ip6 }) };
  }
}

/** Its kubelet said that it makes it, and goes on trying. */
function isCreating(pod: KubeObject): boolean {
  const statuses = at(pod, "status.containerStatuses");
  return (
    Array.isArray(statuses) &&
    statuses.some((status: unknown) => at(status, "state.waiting.reason") === "ContainerCreating")
  );
}

/** hostPID pods are the node itself; all others have a process of their own. */
function isWired(pod: KubeObject): boolean {
  return at(pod, "spec.hostPID") !== true;
}
