/** A Service that is come to by every kind of address, around the small cluster of `../cluster.ts`. */
import type { KubernetesObject, PolicyEnd } from "../../../src/policy/index.ts";
import { compile, explain, flowsOf, type Explanation, type PolicyFlow } from "../../../src/policy/index.ts";
import { parseQuestion } from "../../../src/question/index.ts";
import { cluster } from "../cluster.ts";

export const clusterIP = "10.96.0.7";
export const externalIP = "198.51.100.7";
export const balancer = "203.0.113.7";

/** `service({ externalTrafficPolicy: "Local" })`: of db, whose port 80 leads to its 5432. */
export function service(spec: object = {}, name = "shop/data", status: object = {}): KubernetesObject {
  const [namespace, serviceName] = name.split("/");
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { namespace, name: serviceName },
    spec: {
      type: "LoadBalancer",
      clusterIP,
      clusterIPs: [clusterIP],
      externalIPs: [externalIP],
      selector: { app: "db" },
      ports: [{ port: 80, targetPort: "sql", nodePort: 30080 }],
      ...spec,
    },
    status: { loadBalancer: { ingress: [{ ip: balancer }] }, ...status },
  };
}

/** A question as people type it, as flows: `other/client to 10.96.0.7:80`. */
export function asked(objects: readonly KubernetesObject[], words: string): ReturnType<typeof flowsOf> {
  const parsed = parseQuestion(words);
  if ("refusal" in parsed) throw new Error(parsed.refusal.sentence);
  return flowsOf(compile([...cluster, ...objects]), parsed.question);
}

/** The one answer to such a question. Throws when there is none, or several. */
export function answer(objects: readonly KubernetesObject[], words: string): Explanation {
  const found = asked(objects, words);
  if ("unclear" in found) throw new Error(found.unclear);
  const [only, ...more] = found.flows;
  if (!only || more.length > 0) throw new Error(`${found.flows.length} flows`);
  return explain(compile([...cluster, ...objects]), only);
}

/** As a program asks that knows an address and no names. */
export function explainedTo(
  objects: readonly KubernetesObject[],
  from: PolicyEnd,
  ip: string,
  port: number,
): Explanation {
  const flow: PolicyFlow = { from, to: { ip }, protocol: "TCP", port };
  return explain(compile([...cluster, ...objects]), flow);
}
