import { afterAll, beforeAll, expect, test } from "vitest";
import { buildNetwork, type Network } from "../network.ts";
import { describeOnLab } from "../on-lab.ts";
import {
  clusterObjects,
  connects,
  podSpecs,
  serviceObjects,
  smallPlan,
  web,
  type SmallPod,
} from "../small-cluster.ts";

const pods: readonly SmallPod[] = [
  { name: "server", node: 3, listeners: [web] },
  { name: "client", node: 1 },
  { name: "beside", node: 3 },
];
const endpoints = podSpecs(pods).slice(0, 1);
const outside = serviceObjects(
  "outside",
  { four: "10.96.7.1" },
  { port: 80, targetPort: 8080, nodePort: 30081 },
  endpoints,
);
const inside = serviceObjects("inside", { four: "10.96.7.2" }, { port: 80, targetPort: 8080 }, endpoints);

describeOnLab("Services that keep traffic on the node", () => {
  let net: Network;
  beforeAll(async () => {
    net = await buildNetwork(smallPlan(pods, "nft"));
    await net.sync(
      clusterObjects(pods, {
        services: [
          { ...outside.service, spec: { ...outside.service.spec, externalTrafficPolicy: "Local" } },
          { ...inside.service, spec: { ...inside.service.spec, internalTrafficPolicy: "Local" } },
        ],
        endpointSlices: [...outside.slices, ...inside.slices],
      }),
    );
  });
  afterAll(() => net.stop());

  const fromOutside = async (node: string): Promise<boolean> => {
    const { exitCode } = await net.runOnUnderlay(["nc", "-z", "-w", "1", node, "30081"]);
    return exitCode === 0;
  };

  test("externalTrafficPolicy Local drops a NodePort where no endpoint lives, with a rule that says so", async () => {
    expect(await fromOutside("192.168.0.13")).toBe(true);
    expect(await fromOutside("192.168.0.12")).toBe(false);
    const { stdout } = await net.runOnNode("node2", ["iptables-save", "-c", "-t", "filter"]);
    expect(stdout).toMatch(
      /\[[1-9]\d*:\d+\] -A KUBE-EXTERNAL-SERVICES .*"demo\/outside has no local endpoints".* -j DROP/,
    );
  });

  test("it keeps the caller's address, and does not touch calls to the ClusterIP", async () => {
    expect(await fromOutside("192.168.0.13")).toBe(true);
    const { stdout } = await net.runOnNode("node3", [
      "conntrack",
      "-L",
      "-p",
      "tcp",
      "--orig-dst",
      "192.168.0.13",
    ]);
    // The answer goes to the caller itself: nobody masqueraded it.
    expect(stdout).toMatch(/src=192\.168\.0\.1 .*dport=30081 src=10\.233\.64\.193 dst=192\.168\.0\.1 /);
    expect(await connects(net, "demo/client", "10.96.7.1", 80)).toBe(true);
  });

  test("internalTrafficPolicy Local serves only clients beside an endpoint", async () => {
    expect(await connects(net, "demo/beside", "10.96.7.2", 80)).toBe(true);
    expect(await connects(net, "demo/client", "10.96.7.2", 80)).toBe(false);
  });
});
