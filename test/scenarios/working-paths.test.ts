import { afterAll, beforeAll, expect, test } from "vitest";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { service } from "../lab/clusters/objects.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { ask } from "./run.ts";

const headless = service({
  namespace: "test",
  name: "details-headless",
  clusterIP: "None",
  selector: { app: "details" },
  ports: [{ name: "http", port: 9080 }],
});

/** What works on a healthy cluster, by how the packets go. */
const working: readonly (readonly [string, string])[] = [
  ["through a Service to pods on two nodes", "ingress-nginx -> test/productpage"],
  ["through a Service with another port, to one pod on the own node", "demo/client -> demo/shop"],
  ["through a policy that admits exactly this", "test/reviews -> test/ratings"],
  ["to a pod's address on another node", "test/client -> 10.233.75.9:9080"],
  ["to a pod's address on the own node", "test/client -> 10.233.72.70:9080"],
  ["to the pods of a headless Service", "test/client -> test/details-headless"],
  ["from a node through a Service", "node1 -> test/productpage"],
  ["from a node to a pod on another node", "node1 -> 10.233.75.9:9080"],
  ["from a node to its own pod", "node3 -> 10.233.75.9:9080"],
  ["from a pod to another node's kubelet", "test/client -> node3:10250"],
  ["from a pod to its own node's kubelet", "test/client -> node2:10250"],
  ["from node to node", "node1 -> node3:10250"],
  ["over UDP to DNS", "test/client -> kube-system/kube-dns:53/udp"],
  ["over TCP to DNS", "test/client -> kube-system/kube-dns:53/tcp"],
  ["by ping to another node's pod", "test/client -> 10.233.75.9 icmp"],
  ["by ping to a pod on the own node", "test/client -> 10.233.72.70 icmp"],
  ["to a Service that also has a NodePort", "test/client -> ingress-nginx/ingress-nginx-controller:80"],
  ["to the NodePort of another node", "test/client -> node3:30080"],
  ["from a pod in its node's network", "kube-system/kube-proxy -> test/productpage"],
];

describeOnLab.each(["nft", "legacy"] as const)("on a healthy lab with %s rules", (backend) => {
  let lab: Lab | undefined;
  beforeAll(async () => {
    lab = await startLab({ cluster: healthyIncident, backend });
    lab.api.apply(headless);
    await lab.api.settled();
  });
  afterAll(async () => {
    await lab?.stop();
  });

  test.each(working)("%s: %s", async (_way, words) => {
    if (!lab) throw new Error("the lab did not start");
    const { report } = await ask(lab, words);
    expect(report.verdict).toBe("reachable");
    expect(report.cause).toBeUndefined();
    expect(report.also).toEqual([]);
    expect(report.notChecked).toEqual([]);
  });
});
