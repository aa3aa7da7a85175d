import { defineScenario } from "./scenario.ts";

export const fewSourcePorts = defineScenario({
  name: "nd207-few-source-ports",
  says: "the source pod's range of local ports was narrowed to four",
  break: [
    {
      do: "in-pod",
      pod: "test/client",
      script: "echo 32000 32003 >/proc/sys/net/ipv4/ip_local_port_range",
    },
  ],
  heal: [
    {
      do: "in-pod",
      pod: "test/client",
      script: "echo 32768 60999 >/proc/sys/net/ipv4/ip_local_port_range",
    },
  ],
  ask: "test/client -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND207",
      confidence: "likely",
      node: "node2",
      object: { kind: "Pod", namespace: "test", name: "client-nldtpkjhj-g7tqb" },
      says: "only 4 source ports",
    },
  },
});
