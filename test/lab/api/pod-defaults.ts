/** What the API server and its admission plugins add to a pod that is created. */
import { createHash } from "node:crypto";
import { at, isFields, keyOf, type Fields, type KubeObject } from "./object.ts";

/** The volume with the pod's token: five characters that follow from its name. */
export function apiAccessOf({ metadata }: KubeObject): string {
  const digest = createHash("sha256").update(keyOf(metadata)).digest("hex");
  return `kube-api-access-${digest.slice(0, 5)}`;
}

const everywhere = ["not-ready", "unreachable"].map((what) => ({
  effect: "NoExecute",
  key: `node.kubernetes.io/${what}`,
  operator: "Exists",
  tolerationSeconds: 300,
}));

/** The spec as it is stored. */
export function podSpec(pod: KubeObject): Fields {
  const value = at(pod, "spec");
  const spec = isFields(value) ? value : {};
  const account = spec["serviceAccountName"] ?? "default";
  const volume = apiAccessOf(pod);
  const mounts = spec["automountServiceAccountToken"] !== false;
  const mount = {
    name: volume,
    readOnly: true,
    mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
  };
  const tolerations = items(spec["tolerations"]);
  return {
    dnsPolicy: "ClusterFirst",
    enableServiceLinks: true,
    preemptionPolicy: "PreemptLowerPriority",
    priority: 0,
    restartPolicy: "Always",
    schedulerName: "default-scheduler",
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...spec,
    serviceAccountName: account,
    serviceAccount: account,
    tolerations: [
      ...tolerations,
      ...everywhere.filter(({ key }) => !tolerations.some((one) => (one["key"] ?? key) === key)),
    ],
    volumes: [
      ...items(spec["volumes"]).filter(({ name }) => name !== volume),
      ...(mounts ? [{ name: volume, projected: { defaultMode: 420, sources: tokenSources } }] : []),
    ],
    containers: items(spec["containers"]).map((container) => ({
      imagePullPolicy: "IfNotPresent",
      resources: {},
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
      ...container,
      ...(container["ports"] === undefined
        ? {}
        : {
            ports: items(container["ports"]).map((port) => ({
              protocol: "TCP",
              ...(spec["hostNetwork"] === true ? { hostPort: port["containerPort"] } : {}),
              ...port,
            })),
          }),
      ...(mounts
        ? { volumeMounts: [...items(container["volumeMounts"]).filter(({ name }) => name !== volume), mount] }
        : {}),
    })),
  };
}

const tokenSources = [
  { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
  { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
  {
    downwardAPI: {
      items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
    },
  },
];

function items(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
