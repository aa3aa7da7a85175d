import { afterAll, beforeAll, expect, test } from "vitest";
import { buildNetwork, type Network } from "./network.ts";
import { describeOnLab } from "./on-lab.ts";
import {
  clusterObjects,
  connects,
  networkPolicy,
  podSpecs,
  serviceObjects,
  smallPlan,
  web,
  type SmallPod,
} from "./small-cluster.ts";

const pods: readonly SmallPod[] = [
  { name: "client", node: 1, labels: { app: "client" } },
  { name: "server", node: 3, labels: { app: "server" }, listeners: [web] },
];
const [, server] = podSpecs(pods);
if (!server) throw new Error("two pods were planned");
const shop = serviceObjects("shop", { four: "10.96.12.34" }, { port: 80, targetPort: 8080 }, [server]);
const services = { services: [shop.service], endpointSlices: shop.slices };
const denied = networkPolicy("deny", { podSelector: { matchLabels: { app: "server" } } });

describeOnLab.each(["nft", "legacy"] as const)("agents with %s rules", (backend) => {
  let net: Network;
  beforeAll(async () => {
    net = await buildNetwork(smallPlan(pods, backend));
    await net.sync(clusterObjects(pods, services));
  });
  afterAll(() => net.stop());

  const onNode = async (node: string, script: string): Promise<string> =>
    (await net.runOnNode(node, ["sh", "-c", script])).stdout.trim();
  const reaches = (ip: string, port: number): Promise<boolean> => connects(net, "demo/client", ip, port);
  const first = "iptables -S INPUT 1";

  test("nothing is put right while no object changes", async () => {
    await onNode("node3", "iptables -I INPUT -p udp --dport 9999 -j DROP");
    await onNode("node1", "ip route del 10.233.64.192/26");
    await net.sync(clusterObjects(pods, services));
    expect(await onNode("node3", first)).toContain("9999");
    expect(await reaches(server.ip, 8080)).toBe(false);
  });

  test("an object that changes Felix's rules on a node has it put its jump first again there", async () => {
    await net.sync(clusterObjects(pods, { ...services, networkPolicies: [denied] }));
    expect(await onNode("node3", first)).toContain("cali-INPUT");
    expect(await onNode("node3", "iptables -S INPUT | grep -c cali-INPUT")).toBe("1");
    expect(await reaches(server.ip, 8080)).toBe(false);
    await net.sync(clusterObjects(pods, services));
  });

  test("a resync brings back routes, tunnel entries, rules, members and Services' chains", async () => {
    await net.resync();
    expect(await reaches(server.ip, 8080)).toBe(true);
    await onNode(
      "node1",
      "bridge fdb show dev vxlan.calico | awk '/dst/ {print $1}' | while read -r mac; do bridge fdb del $mac dev vxlan.calico; done",
    );
    await onNode("node1", "iptables -t nat -F; iptables -t nat -X; ipset add cali40all-vxlan-net 192.0.2.1");
    await onNode(
      "node3",
      "iptables -F cali-FORWARD; iptables -t raw -F cali-PREROUTING; ip route del 10.233.64.194/32",
    );
    expect(await reaches("10.96.12.34", 80)).toBe(false);
    await net.resync();
    expect(await reaches("10.96.12.34", 80)).toBe(true);
    expect(await onNode("node1", "ipset list cali40all-vxlan-net")).not.toContain("192.0.2.1");
    expect(await onNode("node3", "iptables -S cali-FORWARD | wc -l")).not.toBe("1");
  });

  test("a resync of what nobody touched changes nothing, not even a counter", async () => {
    const before = await onNode("node3", "iptables-save -c | grep -v '^#' | grep -c .");
    await reaches("10.96.12.34", 80);
    const counted = await onNode("node3", "iptables-save -c -t filter | grep -c '^\\[[1-9]'");
    await net.resync();
    expect(await onNode("node3", "iptables-save -c | grep -v '^#' | grep -c .")).toBe(before);
    expect(
      Number(await onNode("node3", "iptables-save -c -t filter | grep -c '^\\[[1-9]'")),
    ).toBeGreaterThanOrEqual(Number(counted));
  });

  test("a Felix that starts again sets its tunnel up and writes the routes that went with it; kube-proxy writes its chains", async () => {
    await onNode("node1", "ip link set vxlan.calico down; ip link set vxlan.calico up");
    expect(await reaches(server.ip, 8080)).toBe(false);
    await net.sync(clusterObjects(pods, services));
    expect(await reaches(server.ip, 8080)).toBe(false);
    await onNode("node1", "ip link set vxlan.calico down; iptables -t nat -F KUBE-SERVICES");
    await net.restart("node1", "felix");
    expect(await reaches(server.ip, 8080)).toBe(true);
    expect(await reaches("10.96.12.34", 80)).toBe(false);
    await net.restart("node1", "kube-proxy");
    expect(await reaches("10.96.12.34", 80)).toBe(true);
  });

  test("an agent that is held puts nothing right, until it is let go", async () => {
    net.pause("node1", "felix");
    await onNode("node1", "ip route del 10.233.64.192/26");
    await net.resync();
    expect(await reaches(server.ip, 8080)).toBe(false);
    await net.resume("node1", "felix");
    await net.resync();
    expect(await reaches(server.ip, 8080)).toBe(true);
  });
});
