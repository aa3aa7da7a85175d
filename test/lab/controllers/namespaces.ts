/** What controllers put into every namespace: an account for its pods, and the certificate they know the API server by. */
import type { Store } from "../api/store.ts";

const certificate = "-----BEGIN CERTIFICATE-----\nbGFi\n-----END CERTIFICATE-----\n";

/** One pass: what a namespace lacks appears, also where somebody deleted it. */
export function furnishNamespaces(store: Store): void {
  const has = (kind: string, name: string): ReadonlySet<string | undefined> =>
    new Set(
      store
        .ofKind("v1", kind)
        .filter(({ metadata }) => metadata.name === name)
        .map(({ metadata }) => metadata.namespace),
    );
  const accounts = has("ServiceAccount", "default");
  const certificates = has("ConfigMap", "kube-root-ca.crt");
  for (const { metadata } of store.ofKind("v1", "Namespace")) {
    const namespace = metadata.name;
    if (metadata.deletionTimestamp !== undefined) continue;
    if (!accounts.has(namespace))
      store.create({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace } });
    if (!certificates.has(namespace))
      store.create({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: {
          name: "kube-root-ca.crt",
          namespace,
          annotations: {
            "kubernetes.io/description":
              "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.",
          },
        },
        data: { "ca.crt": certificate },
      });
  }
}
