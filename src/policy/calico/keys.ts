/** Label keys that Calico gives every workload, from its namespace and service account. */
export const namespacePrefix = "pcns.";
export const accountPrefix = "pcsa.";
export const accountLabel = "projectcalico.org/serviceaccount";

/** Not a label of the pod object itself. */
export function isInherited(key: string): boolean {
  return (
    key.startsWith(namespacePrefix) || key.startsWith(accountPrefix) || key.startsWith("projectcalico.org/")
  );
}
