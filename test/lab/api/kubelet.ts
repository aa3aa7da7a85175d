/** What the API server needs of the nodes' kubelets. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { at, type KubeObject } from "./object.ts";
import { ApiError, badRequest } from "./status.ts";
import type { ExecFaults } from "./exec-faults.ts";

export interface Kubelet {
  /**
   * Starts a command in a container. A program that is not there is the child's `error` event with code ENOENT,
   * as node:child_process gives it.
   */
  exec(pod: KubeObject, container: string, argv: readonly string[]): ChildProcessWithoutNullStreams;
  log?(pod: KubeObject, container: string): Promise<string>;
}

/** The container meant: the named one, or the only one. Throws ApiError 400 with the real sentences. */
export function containerOf(pod: KubeObject, asked: string | null): string {
  const containers = at(pod, "spec.containers");
  const names = (Array.isArray(containers) ? containers : [])
    .map((container: unknown) => at(container, "name"))
    .filter((name) => typeof name === "string");
  const [first, second] = names;
  if (asked) {
    if (names.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  }
  if (first !== undefined && second === undefined) return first;
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(" ")}]`,
  );
}

/** Throws ApiError 400, or 500 when the node's kubelet does not answer its port. */
export async function podLog(
  { kubelet, execFaults }: { readonly kubelet: Kubelet; readonly execFaults: ExecFaults },
  pod: KubeObject,
  asked: string | null,
): Promise<string> {
  const container = containerOf(pod, asked);
  if (execFaults.kubeletOf(String(at(pod, "spec.nodeName"))) === "dead") {
    const address = `${String(at(pod, "status.hostIP"))}:10250`;
    const path = `${pod.metadata.namespace ?? ""}/${pod.metadata.name}/${container}`;
    throw new ApiError(
      500,
      undefined,
      `Get "https://${address}/containerLogs/${path}": dial tcp ${address}: connect: connection refused`,
    );
  }
  return (await kubelet.log?.(pod, container)) ?? "";
}
