/** The containers of a pod that run as long as it does. */
import type { ContainerPort, Pod } from "../../model/kubernetes.ts";

export interface Running {
  readonly name: string;
  readonly ports?: readonly ContainerPort[] | undefined;
}

/** A native sidecar stands among the init containers, told by its restart policy. */
export function runningContainers({ spec }: Pod): readonly Running[] {
  const { initContainers } = spec;
  return initContainers
    ? [...spec.containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === "Always")]
    : spec.containers;
}
