import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Pod, PolicyObject } from "../../../src/model/kubernetes.ts";
import { describeOnLab } from "./on-lab.ts";
import { buildNetwork, type ClusterObjects, type Network } from "./network.ts";
import { namespaceObject, serviceObjects } from "./small-cluster.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/lab-network");
const read = (name: string): string => readFileSync(join(fixtures, name), "utf8");
const pods = z.array(Pod).parse(JSON.parse(read("pods.json")));
const networkPolicies = z.array(PolicyObject).parse(JSON.parse(read("network-policies.json")));

/** kube-proxy 1.36 counts two kinds of packets by nfacct, which not every kernel has. */
const counted = "nfacct";

const endpoints = pods
  .filter((pod) => pod.metadata.labels?.["app"] === "web")
  .map((pod) => ({
    namespace: "shop",
    name: pod.metadata.name,
    uid: "",
    node: pod.spec.nodeName ?? "",
    ip: pod.status?.podIP ?? "",
    containerIds: [],
    listeners: [],
  }));
const shopWeb = serviceObjects(
  "web",
  { four: "10.96.148.190" },
  { port: 80, targetPort: 8080, nodePort: 30080 },
  endpoints,
  "shop",
);
const apiServer = serviceObjects(
  "kubernetes",
  { four: "10.96.0.1" },
  { port: 443, targetPort: 6443 },
  [{ namespace: "", name: "", uid: "", node: "", ip: "172.30.0.1", containerIds: [], listeners: [] }],
  "default",
);

function named({ service, slices }: typeof shopWeb, name: string): typeof shopWeb {
  return {
    service: {
      ...service,
      spec: { ...service.spec, ports: (service.spec.ports ?? []).map((port) => ({ ...port, name })) },
    },
    slices: slices.map((slice) => ({ ...slice, ports: slice.ports.map((port) => ({ ...port, name })) })),
  };
}

const services = [named(shopWeb, "http"), named(apiServer, "https")];
const objects: ClusterObjects = {
  namespaces: [namespaceObject("shop")],
  pods,
  services: services.map(({ service }) => service),
  endpointSlices: services.flatMap(({ slices }) => slices),
  networkPolicies,
  calico: z.array(PolicyObject).parse(JSON.parse(read("calico-policies.json"))),
  serviceAccounts: [],
};

/** Rules by table, without counters, sorted by chain; order within a chain kept. */
function rulesOf(save: string): string[] {
  const rules: { readonly key: string; readonly line: string }[] = [];
  let table = "";
  for (const raw of save.split("\n")) {
    if (raw.startsWith("*")) table = raw.slice(1);
    const line = raw.replace(/^\[\d+:\d+\] /, "");
    const chain = /^-A (\S+)/.exec(line)?.[1];
    if (chain === undefined || line.includes(counted)) continue;
    rules.push({ key: `${table} ${chain}`, line: `${table} ${line.trimEnd()}` });
  }
  return rules
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ line }) => line);
}

describeOnLab("a lab node beside a recorded real one", () => {
  let net: Network;
  beforeAll(async () => {
    net = await buildNetwork({
      nodes: [
        { name: "node1", ip: "172.30.0.11", podBlock: "10.244.166.128/26" },
        { name: "node2", ip: "172.30.0.12", podBlock: "10.244.104.0/26" },
        { name: "node3", ip: "172.30.0.13", podBlock: "10.244.135.0/26" },
      ],
      pods: [],
      podCIDR: "10.244.0.0/16",
      clusterDNS: "10.96.0.10",
      backend: "nft",
    });
    await net.sync(objects);
  });
  afterAll(() => net.stop());

  test("holds the rules the real node held, hashes, order and all", async () => {
    const { stdout } = await net.runOnNode("node3", ["iptables-save", "-c"]);
    const invalidDropped = "filter -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP";
    expect(rulesOf(stdout).filter((line) => line !== invalidDropped)).toEqual(
      rulesOf(read("node3-iptables-save-c.txt")),
    );
  });

  test("holds the sets the real node held, named by the same hashes", async () => {
    const lines = (text: string): string[] =>
      text
        .split("\n")
        .map((line) => line.replace(/ bucketsize.*$/, ""))
        .filter((line) => line !== "")
        .sort();
    const { stdout } = await net.runOnNode("node3", ["ipset", "save"]);
    expect(lines(stdout)).toEqual(lines(read("node3-ipset-save.txt")));
  });
});
