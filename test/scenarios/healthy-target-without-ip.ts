import { defineScenario } from "./scenario.ts";

export const nothingToReadLinks = defineScenario({
  name: "healthy-target-without-ip",
  says: "packets that answer are proof, whatever the target's node cannot show",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "for tool in ip; do path=$(readlink -f $(command -v $tool)); mount --bind /dev/null $path; echo $path >>/run/hidden; done",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "while read -r path; do umount $path; done </run/hidden; rm /run/hidden",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable", also: ["ND901"] },
});
