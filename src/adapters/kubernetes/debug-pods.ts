import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Pod } from "../../model/kubernetes.ts";
import { CouldNotStand, type ListScope } from "../../ports.ts";
import { ApiRefused } from "./api-errors.ts";
import type { Connection } from "./connection.ts";
import { grantOf, type Attempt } from "./could-not-read.ts";
import {
  debugPod,
  execTarget,
  leftoverAfterMs,
  onDemandSelector,
  proberContainer,
  proberName,
} from "./debug-pod.ts";
import { stopped } from "./exec-refusal.ts";
import type { ExecTarget } from "./exec.ts";
import { homeOf, pathOf } from "./kind-info.ts";
import { kinds } from "./kinds.ts";
import { policyThatRefused } from "./may-exec.ts";
import { scopeTest } from "./selectors.ts";

export interface DebugPodOptions {
  readonly namespace: string;
  /** `auto`: the DaemonSet's pod where there is one, else a pod for this diagnosis. */
  readonly provider: "daemonset" | "on-demand" | "auto";
  /** Image of pods made on demand; none are made without it. */
  readonly image?: string;
  /** Whether such pods are privileged; without it they have the capabilities that probes need. */
  readonly privileged?: boolean;
  /** Identifies this worker on pods it made. */
  readonly owner: string;
  /** Milliseconds a pod made on demand may take to run; an image may have to be pulled. */
  readonly startMs: number;
}

/** Where to exec, and how to leave it as it was found. */
export interface Lodging {
  readonly target: ExecTarget;
  /** What runs there, as far as the API told. */
  readonly image?: string;
  /** Never throws; the kubelet's deadline and the next sweep are behind it. */
  release(): Promise<void>;
}

const PodList = z.object({ items: z.array(z.unknown()).nullish() });
const podsAt = homeOf(kinds.Pod);

/** Finds or makes the pod to stand in. */
export class DebugPods {
  readonly #connection: Connection;
  readonly #options: DebugPodOptions;

  constructor(connection: Connection, options: DebugPodOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /**
   * `standable` is awaited before a pod is made, and what it throws is thrown: no pod is bound to a dead node.
   * Throws CouldNotStand.
   */
  async lodge(node: string, standable: Promise<unknown>, signal?: AbortSignal): Promise<Lodging> {
    const { provider, namespace, image } = this.#options;
    try {
      if (provider !== "on-demand") {
        const standing = await this.#daemonSetPod(node, signal);
        if (standing) return standing;
      }
      if (provider === "daemonset" || !image)
        throw new CouldNotStand({
          why: "no-pod",
          detail: `no running pod of DaemonSet ${proberName} on ${node}`,
          next:
            provider === "daemonset"
              ? `kubectl get pod -n ${namespace} -l app.kubernetes.io/name=${proberName} -o wide`
              : "set NETDIAG_PROBER_IMAGE to have a pod made for the diagnosis, or apply the DaemonSet of deploy/",
        });
      await standable;
      return await this.#make(node, image, signal);
    } catch (error) {
      if (error instanceof CouldNotStand) throw error;
      if (signal?.aborted) throw stopped(node);
      throw new CouldNotStand({
        why: "failed",
        detail: `no debug pod on ${node}: ${error instanceof Error ? error.message : String(error)}`,
        next: `kubectl get pod -n ${namespace} -o wide`,
      });
    }
  }

  /** Deletes pods that outlived any diagnosis: their worker died. Returns how many. Throws ApiRefused or ApiSilent. */
  async sweepLeftovers(now: Date): Promise<number> {
    const pods = await this.#pods({ labelSelector: onDemandSelector });
    const old = pods.filter(({ metadata }) => {
      const created = Date.parse(metadata.creationTimestamp ?? "");
      return now.getTime() - created > leftoverAfterMs;
    });
    await Promise.all(old.map(({ metadata }) => this.#delete(metadata.name)));
    return old.length;
  }

  async #daemonSetPod(node: string, signal?: AbortSignal): Promise<Lodging | undefined> {
    const selectors = {
      labelSelector: `app.kubernetes.io/name=${proberName}`,
      fieldSelector: `spec.nodeName=${node}`,
    };
    const running =
      this.#lately(selectors).find(isRunning) ?? (await this.#pods(selectors, signal)).find(isRunning);
    if (!running) return undefined;
    // In its own namespaces the pod would describe itself, and every answer would be wrong.
    if (running.spec.hostNetwork !== true || running.spec.hostPID !== true)
      throw new CouldNotStand({
        why: "failed",
        detail: `pod ${running.metadata.name} on ${node} does not share the node's network and processes`,
        next: `set hostNetwork: true and hostPID: true in DaemonSet ${proberName}`,
      });
    return {
      target: execTarget(this.#options.namespace, running.metadata.name),
      ...(running.image === undefined ? {} : { image: running.image }),
      release: () => Promise.resolve(),
    };
  }

  async #make(node: string, image: string, signal?: AbortSignal): Promise<Lodging> {
    const { namespace, owner, privileged = false } = this.#options;
    let created: unknown;
    try {
      created = await this.#connection.api.send({
        method: "POST",
        path: pathOf(podsAt, namespace),
        body: debugPod({ namespace, node, image, owner, privileged }),
        signal,
      });
    } catch (error) {
      throw this.#refusedToMake(error, node);
    }
    const { name } = Pod.parse(created).metadata;
    const lodging = { target: execTarget(namespace, name), image, release: () => this.#delete(name) };
    try {
      await this.#untilRunning(name, node, signal);
      return lodging;
    } catch (error) {
      await lodging.release();
      throw error;
    }
  }

  async #untilRunning(name: string, node: string, signal?: AbortSignal): Promise<void> {
    const path = pathOf(podsAt, this.#options.namespace, name);
    const deadline = performance.now() + this.#options.startMs;
    let waitMs = 50;
    for (;;) {
      const pod = Pod.parse(await this.#connection.api.send({ path, signal }));
      if (pod.status?.phase === "Running") return;
      const trouble =
        troubleOf(pod) ?? (performance.now() > deadline ? "it did not start in time" : undefined);
      if (trouble)
        throw new CouldNotStand({
          why: "failed",
          detail: `the debug pod ${name} on ${node} does not run: ${trouble}`,
          next: `look at image ${this.#options.image ?? ""} and the node: kubectl describe node ${node}`,
        });
      await sleep(waitMs, undefined, signal ? { signal } : {});
      waitMs = Math.min(waitMs * 1.5, 500);
    }
  }

  /** Of those that the diagnosis has just read. */
  #lately(selectors: ListScope): Found[] {
    const isOne = scopeTest({ namespace: this.#options.namespace, ...selectors });
    const items = this.#connection.lists.lately(pathOf(podsAt)) ?? [];
    return isOne ? podsAmong(items.filter(isOne)) : [];
  }

  async #pods(query: Record<string, string>, signal?: AbortSignal): Promise<Found[]> {
    const { namespace } = this.#options;
    try {
      const list = PodList.parse(
        await this.#connection.api.send({ path: pathOf(podsAt, namespace), query, signal }),
      );
      return podsAmong(list.items ?? []);
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 403)
        throw new CouldNotStand({
          why: "forbidden",
          detail: `not allowed to look for debug pods: ${error.message}`,
          next: grantOf(this.#attempt("list"), error.message),
        });
      throw error;
    }
  }

  #refusedToMake(error: unknown, node: string): unknown {
    if (!(error instanceof ApiRefused) || error.code !== 403) return error;
    const { namespace } = this.#options;
    const security = error.message.includes("PodSecurity");
    return new CouldNotStand({
      why: "forbidden",
      detail: `not allowed to make a debug pod on ${node}: ${error.message}`,
      next: security
        ? `kubectl label namespace ${namespace} pod-security.kubernetes.io/enforce=privileged`
        : (policyThatRefused(error.message) ?? grantOf(this.#attempt("create"), error.message)),
    });
  }

  #attempt(verb: Attempt["verb"]): Attempt {
    return {
      verb,
      group: "",
      resource: "pods",
      namespace: this.#options.namespace,
      server: this.#connection.api.server,
    };
  }

  async #delete(name: string): Promise<void> {
    const path = pathOf(podsAt, this.#options.namespace, name);
    try {
      await this.#connection.api.send({ method: "DELETE", path, query: { gracePeriodSeconds: "0" } });
    } catch {
      // activeDeadlineSeconds ends the pod; the next sweep deletes what is left.
    }
  }
}

type Found = Pod & { readonly image?: string };

const Imaged = z.looseObject({
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string(), image: z.string().optional() })),
  }),
});

function podsAmong(items: readonly unknown[]): Found[] {
  return items.flatMap((item) => {
    const pod = Pod.safeParse(item).data;
    const image = Imaged.safeParse(item).data?.spec.containers.find(
      ({ name }) => name === proberContainer,
    )?.image;
    return pod ? [{ ...pod, ...(image === undefined ? {} : { image }) }] : [];
  });
}

function isRunning({ metadata, spec, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    status?.phase === "Running" &&
    spec.containers.some(({ name }) => name === proberContainer)
  );
}

const Waiting = z.looseObject({
  waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }),
});

/** Why the pod will not run, when it says so. */
function troubleOf({ status }: Pod): string | undefined {
  if (status?.phase === "Failed" || status?.phase === "Succeeded")
    return [status.reason, status.message].filter(Boolean).join(": ") || `it ended (${status.phase})`;
  for (const container of status?.containerStatuses ?? []) {
    const state = Waiting.safeParse(container.state);
    const { reason = "", message = "" } = state.success ? state.data.waiting : {};
    if (/BackOff|^ErrImage|^InvalidImage|^Create\w*Error|^RunContainerError/.test(reason))
      return `${reason}: ${message}`;
  }
  return undefined;
}
