/** A small mesh, and Istio's objects. */
import { Pod } from "../../../src/model/kubernetes.ts";
import { compile, explain, type Explanation, type KubernetesObject } from "../../../src/policy/index.ts";
import { flow, namespace, pod } from "../cluster.ts";

/** A pod with a sidecar and a service account. */
export function meshed(name: string, ip: string, account = "default"): Pod {
  const plain = pod(name, { ip, labels: { app: name.split("/")[1] ?? "" }, node: `node-${ip}` });
  return Pod.parse({
    ...plain,
    spec: {
      ...plain.spec,
      serviceAccountName: account,
      containers: [{ name: "main" }, { name: "istio-proxy" }],
    },
  });
}

export const web = meshed("shop/web", "10.0.0.1", "web");
export const db = meshed("shop/db", "10.0.0.2");
export const job = meshed("batch/job", "10.0.0.3");
export const bare = pod("shop/bare", { ip: "10.0.0.4", node: "n4" });
export const mesh: readonly KubernetesObject[] = [namespace("shop"), namespace("batch"), web, db, job, bare];

function istio(kind: string, spec: object, name: string, metadata: object): KubernetesObject {
  const [inNamespace, policyName] = name.split("/");
  return {
    apiVersion: "security.istio.io/v1",
    kind,
    metadata: { namespace: inNamespace, name: policyName, ...metadata },
    spec,
  };
}

export function authorize(spec: object, name = "shop/a", metadata: object = {}): KubernetesObject {
  return istio("AuthorizationPolicy", spec, name, metadata);
}

export function authenticate(spec: object, name = "shop/default", metadata: object = {}): KubernetesObject {
  return istio("PeerAuthentication", spec, name, metadata);
}

export function asked(policies: readonly KubernetesObject[], ...ends: Parameters<typeof flow>): Explanation {
  return explain(compile([...mesh, ...policies]), flow(...ends));
}

export function verdict(...all: Parameters<typeof asked>): string {
  return asked(...all).verdict;
}

/** Rules that speak of this source. */
export function from(source: object): object[] {
  return [{ from: [{ source }] }];
}

export const strict = { mtls: { mode: "STRICT" } };
export const permissive = { mtls: { mode: "PERMISSIVE" } };
