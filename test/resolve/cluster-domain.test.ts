/** Which names with a domain are the cluster's own: the same words in another domain are another cluster's. */
import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { isClusterDomain } from "../../src/resolve/dns.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod, service, slice } from "./objects.ts";

const client = pod({ namespace: "shop", name: "client", labels: { app: "client" }, ip: "10.1.0.1" });
const web = pod({ namespace: "shop", name: "web", labels: { app: "web" }, ip: "10.1.0.2" });
const cluster = memoryCluster({
  Pod: [client, web],
  Service: [service("shop", "web", { app: "web" }, [{ port: 80 }])],
  EndpointSlice: [slice("shop", "web", 80, [{ ip: "10.1.0.2", pod: "web" }])],
});

async function leadsTo(host: string): Promise<string | undefined> {
  const parsed = parseQuestion(`shop/client -> http://${host}/`);
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  const [flow] = (await resolve(parsed.question, cluster)).flows;
  return flow?.service ? `Service ${flow.service.name}` : flow?.to.type;
}

test.each([
  ["web.shop.svc", "Service web"],
  ["web.shop.svc.cluster.local", "Service web"],
  ["web.shop.svc.clusterset.local", "external"],
  ["web.shop.svc.other.example", "external"],
])("%s is %s", async (host, expected) => {
  expect(await leadsTo(host)).toBe(expected);
});

test("the Corefile tells another domain than the usual one", async () => {
  const coredns = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { namespace: "kube-system", name: "coredns" },
    data: { Corefile: ".:53 {\n  kubernetes k8s.example in-addr.arpa ip6.arpa {\n  }\n}\n" },
  };
  const told = memoryCluster({ ConfigMap: [coredns] });
  expect(await isClusterDomain("k8s.example", told)).toBe(true);
  expect(await isClusterDomain("cluster.local", told)).toBe(false);
});
