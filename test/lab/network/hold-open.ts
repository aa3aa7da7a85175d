/** Builds a network, says so, and holds it until somebody kills this process: a test does. */
import { buildNetwork } from "./network.ts";
import { clusterObjects, smallPlan, web, type SmallPod } from "./small-cluster.ts";

const pods: readonly SmallPod[] = [
  { name: "one", node: 1, listeners: [web] },
  { name: "two", node: 2, listeners: [web] },
];
const net = await buildNetwork(smallPlan(pods, "nft"));
await net.sync(clusterObjects(pods));
process.stdout.write("built\n");
setInterval(() => net.backend, 60_000);
