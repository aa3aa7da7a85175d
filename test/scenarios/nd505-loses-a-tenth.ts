import { defineScenario } from "./scenario.ts";

/** Of the packet in the tunnel: behind the outer UDP header VXLAN (8 bytes), Ethernet (14) and IPv4 (20) stand in front of its TCP. */
const newConnection = "udp dport 4789 @th,416,16 9080 @th,504,8 & 0x12 == 0x02";

export const losesATenth = defineScenario({
  name: "nd505-loses-a-tenth",
  says: "the network between the nodes loses every tenth new connection: seven packets do not show it, fifty do",
  break: [
    {
      do: "on-underlay",
      script: `nft 'add table bridge lossy; add chain bridge lossy c { type filter hook forward priority 0; }; add rule bridge lossy c ${newConnection} numgen inc mod 10 == 9 drop'`,
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge lossy" }],
  ask: "test/reviews sometimes cannot reach test/ratings",
  expect: { verdict: "partial", cause: "ND505", hopKind: "underlay", nobody: true },
});
