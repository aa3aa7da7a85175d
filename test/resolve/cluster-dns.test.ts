/** The cluster's DNS where it is called otherwise, and the cache on each node. */
import { expect, test } from "vitest";
import type { Pod } from "../../src/model/kubernetes.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { readClusterDns } from "../../src/resolve/dns.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod, service, slice } from "./objects.ts";

const name = "rke2-coredns-rke2-coredns";
const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const plain = pod({ ...dns, name: "coredns-1", ip: "10.1.0.9" });
const server: Pod = {
  ...plain,
  spec: {
    ...plain.spec,
    volumes: [{ configMap: { name, items: [{ key: "Corefile" }] } }],
  },
};
const bare = service("kube-system", name, { "k8s-app": "kube-dns" }, [{ name: "udp-53", port: 53 }]);
const corefile = (called: string, text: string) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { namespace: "kube-system", name: called },
  data: { Corefile: text },
});

test("RKE2's DNS is found by the label of its Service, its Corefile by the volume of its pods", async () => {
  const found = await readClusterDns(
    memoryCluster({
      Pod: [server],
      Service: [{ ...bare, metadata: { ...bare.metadata, labels: dns.labels } }],
      EndpointSlice: [slice("kube-system", name, 53, [{ ip: "10.1.0.9", pod: "coredns-1" }])],
      ConfigMap: [corefile(name, "real"), corefile("coredns", "left behind")],
    }),
  );
  expect(found.services.map(({ metadata }) => metadata.name)).toEqual([name]);
  expect(found.slices).toHaveLength(1);
  expect(found.corefile).toEqual({
    object: { kind: "ConfigMap", namespace: "kube-system", name },
    text: "real",
    metadata: { namespace: "kube-system", name },
  });
});

test("where the pods do not tell, the ConfigMap of the usual name is it", async () => {
  const found = await readClusterDns(
    memoryCluster({ Pod: [plain], ConfigMap: [corefile("coredns", "usual")] }),
  );
  expect(found.corefile?.text).toBe("usual");
});

const client = pod({ namespace: "shop", name: "client", labels: { app: "client" }, ip: "10.1.0.1" });
const cacheOn = (node: string): Pod => ({
  ...pod({
    namespace: "kube-system",
    name: `cache-${node}`,
    labels: { "k8s-app": "node-local-dns" },
    ip: "192.168.0.1",
    node,
  }),
});

async function asked(pods: readonly Pod[]) {
  const parsed = parseQuestion("shop/client -> 169.254.20.10:53/udp");
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return await resolve(parsed.question, memoryCluster({ Pod: pods }));
}

test("the node-local address is the cache on the client's own node, and no other", async () => {
  const own = client.spec.nodeName ?? "";
  const { flows, snapshot } = await asked([client, cacheOn(own), cacheOn("elsewhere")]);
  expect(flows).toMatchObject([
    { to: { type: "pod", name: `cache-${own}`, node: own }, destinationIP: "169.254.20.10", port: 53 },
  ]);
  expect(snapshot.pods.map(({ metadata }) => metadata.name)).not.toContain("cache-elsewhere");
});

test("without such pods it is the node itself", async () => {
  const { flows } = await asked([client]);
  expect(flows).toMatchObject([
    { to: { type: "node", name: client.spec.nodeName }, destinationIP: "169.254.20.10" },
  ]);
});
