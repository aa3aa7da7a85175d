import { defineScenario } from "./scenario.ts";

export const noNsenter = defineScenario({
  name: "nd901-no-nsenter",
  says: "the source's prober cannot enter the pod's network",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "for tool in nsenter; do path=$(readlink -f $(command -v $tool)); mount --bind /dev/null $path; echo $path >>/run/hidden; done",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "while read -r path; do umount $path; done </run/hidden; rm /run/hidden",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "unknown",
    cause: "ND901",
    confidence: "suspected",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
