import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Subject } from "../normal-form.ts";

/** Policies of this namespace hold for the whole mesh. It is a setting of the mesh; this is what nearly all have. */
export const rootNamespace = "istio-system";

/** The pods with these labels in the policy's namespace, or in all of them for the root namespace. */
export function istioSubject(
  ref: ObjectRef,
  labels: Readonly<Record<string, string>> | null | undefined,
): Subject {
  return {
    namespace: ref.namespace === rootNamespace ? "" : (ref.namespace ?? "default"),
    pods: Object.entries(labels ?? {}).map(([key, value]) => ({ key, operator: "In", values: [value] })),
    inMesh: true,
  };
}
