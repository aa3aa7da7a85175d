/** What an object says of who made it. */
import type { OwnerReference } from "../../../model/kubernetes.ts";

export interface Owner {
  /** `KubeSphere network isolation`, `Helm release shop`. */
  readonly by: string;
  /** Where the change belongs instead. */
  readonly change: string;
  /** Nothing but its shape says so: somebody may have written the same by hand. */
  readonly byShapeAlone?: true;
}

export interface Marks {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ownerReferences: readonly OwnerReference[];
  /** Who wrote fields of it, of `managedFields`. */
  readonly managers: readonly string[];
  /** Labels of its namespace; undefined when that is not known. */
  readonly namespaceLabels: Readonly<Record<string, string>> | undefined;
}
