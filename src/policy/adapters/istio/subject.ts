import type { ObjectRef } from "../../../model/kubernetes.ts";
import type { Subject } from "../../normal-form.ts";

/**
 * The pods with these labels in the policy's namespace, or in all of them for the mesh's root namespace.
 */
export function istioSubject(
  ref: ObjectRef,
  labels: Readonly<Record<string, string>> | null | undefined,
  rootNamespace: string,
): Subject {
  return {
    namespace: ref.namespace === rootNamespace ? "" : (ref.namespace ?? "default"),
    pods: Object.entries(labels ?? {}).map(([key, value]) => ({ key, operator: "In", values: [value] })),
    inMesh: true,
  };
}
