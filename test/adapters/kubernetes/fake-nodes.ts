/** The objects standing on nodes needs: Nodes, and pods in netdiag's namespace that start when told. */
import { z } from "zod";
import type { Answer, Asked } from "./fake-api.ts";

const podList = /^\/api\/v1\/namespaces\/netdiag\/pods$/;
const onePod = /^\/api\/v1\/namespaces\/netdiag\/pods\/([^/]+)$/;

export const Created = z.looseObject({
  metadata: z.looseObject({ generateName: z.string(), labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({ nodeName: z.string() }),
});

export class FakeNodes {
  readonly nodes: Record<string, unknown> = { node1: nodeObject("True"), node2: nodeObject("True") };
  readonly pods = new Map<string, Record<string, unknown>>();
  /** What becomes of a pod 120 ms after it was created. */
  start: (pod: Record<string, unknown>) => void = (pod) => {
    pod["status"] = { phase: "Running" };
  };

  readonly answer = ({ method, path, query, body }: Asked): Answer | undefined => {
    const nodeName = /^\/api\/v1\/nodes\/([^/]+)$/.exec(path)?.[1];
    if (nodeName) return this.nodes[nodeName] ? { code: 200, body: this.nodes[nodeName] } : undefined;
    if (podList.test(path) && method === "POST") return this.#create(body);
    if (podList.test(path))
      return { code: 200, body: { items: [...this.pods.values()].filter(selected(query)) } };
    const name = onePod.exec(path)?.[1];
    const pod = name ? this.pods.get(name) : undefined;
    if (!name || !pod) return undefined;
    if (method === "DELETE") this.pods.delete(name);
    return { code: 200, body: pod };
  };

  daemonSetPod(on: string, more: { spec?: object; status?: object; metadata?: object } = {}): void {
    this.pods.set(`prober-${on}`, {
      metadata: {
        name: `prober-${on}`,
        generateName: "",
        labels: { "app.kubernetes.io/name": "netdiag-prober" },
        ...more.metadata,
      },
      spec: {
        nodeName: on,
        hostNetwork: true,
        hostPID: true,
        containers: [{ name: "prober" }],
        ...more.spec,
      },
      status: { phase: "Running", ...more.status },
    });
  }

  #create(body: string): Answer {
    const pod = Created.parse(JSON.parse(body));
    const name = `${pod.metadata.generateName}${this.pods.size}`;
    const made = { ...pod, metadata: { ...pod.metadata, name, creationTimestamp: new Date().toISOString() } };
    this.pods.set(name, made);
    setTimeout(this.start, 120, made);
    return { code: 201, body: made };
  }
}

export function nodeObject(ready: string, message = "kubelet is posting ready status"): object {
  return {
    metadata: { name: "node" },
    status: {
      conditions: [{ type: "Ready", status: ready, message, lastTransitionTime: "2026-11-23T04:01:42Z" }],
    },
  };
}

function selected(query: URLSearchParams): (pod: Record<string, unknown>) => boolean {
  const wanted = (query.get("labelSelector") ?? "").split(",").map((term) => term.split("="));
  const field = /^spec\.nodeName=(.*)$/.exec(query.get("fieldSelector") ?? "")?.[1];
  return (pod) => {
    const { metadata, spec } = Created.partial().parse(pod);
    const labels = metadata?.labels ?? {};
    return wanted.every(([key = "", value]) => labels[key] === value) && (!field || spec?.nodeName === field);
  };
}
