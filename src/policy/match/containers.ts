/** The containers of a pod that run as long as it does. */
import { z } from "zod";
import { ContainerPort, type Pod } from "../../model/kubernetes.ts";

export interface Running {
  readonly name: string;
  readonly ports?: readonly ContainerPort[] | undefined;
}

const WithInit = z.looseObject({
  initContainers: z.array(
    z.looseObject({
      name: z.string(),
      restartPolicy: z.string().optional(),
      ports: z.array(ContainerPort).optional(),
    }),
  ),
});

/** A native sidecar stands among the init containers, told by its restart policy. */
export function runningContainers({ spec }: Pod): readonly Running[] {
  if (spec["initContainers"] === undefined) return spec.containers;
  const init = WithInit.safeParse(spec).data?.initContainers ?? [];
  return [...spec.containers, ...init.filter(({ restartPolicy }) => restartPolicy === "Always")];
}
