import { defineScenario } from "./scenario.ts";

export const ipvsLeftBehind = defineScenario({
  name: "healthy-ipvs-left-behind",
  says: "the interface of IPVS stays on the node though kube-proxy works by rules again, and the kernel has no such tables",
  // The kernel of the lab has no dummy interfaces.
  break: [{ do: "on-node", node: "node2", script: "ip link add kube-ipvs0 type bridge" }],
  heal: [{ do: "on-node", node: "node2", script: "ip link del kube-ipvs0" }],
  ask: "test/reviews -> svc/details.test",
  expect: { verdict: "reachable" },
});
