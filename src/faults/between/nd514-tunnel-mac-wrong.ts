import { shellWord } from "../../model/shell-words.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { whatGoes } from "./between.ts";
import { frameGate } from "../../gates/tunnel-ends.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { strangers } from "../needs/leg.ts";
import { attempts } from "../needs/traffic.ts";

export const tunnelMacWrong = defineStop({
  code: "ND514",
  title: "A node has the wrong MAC address for another node's tunnel",
  at: ["tunnel", "reply"],
  gate: "tunnel-end",
  foretells: "diverts",
  stop: gateOf("MAC address of the tunnel's far end", frameGate),
  tells: { strangers, attempts },
  name({ leg, here, there, entry, own }, { strangers, attempts }, { snapshot }) {
    const { sender, receiver } = leg;
    const mac = entry.mac ?? "no MAC address";
    const agent = agentOn({
      node: sender,
      snapshot,
      links: leg.atSender.links.seen ?? [],
      routes: leg.atSender.routes.seen ?? [],
      device: here.device,
    });
    return {
      says: `${sender} wraps ${whatGoes(leg)} for ${receiver} with the MAC address ${mac}, but ${receiver}'s ${there.device} is ${own}: they arrive and are thrown away as somebody else's.`,
      because: [
        {
          source: "model",
          says: `the entry of ${sender} and the interface of ${receiver} differ`,
          quote: `${entry.ip} dev ${here.device} lladdr ${mac} ${entry.state.join(",")}`,
        },
        ...(strangers !== undefined && strangers > 0
          ? [
              {
                source: "kernel" as const,
                says: `${receiver} unwrapped ${strangers} of them on ${there.device} and saw that they were for another MAC address`,
                token: true as const,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: sender },
      node: sender,
      device: here.device,
      fix: {
        summary: `${agentName(sender, agent)} writes this entry: see in its log why it kept an old one, and let it start again`,
        commands: [
          `ip neigh show dev ${shellWord(here.device)}   # on ${sender}`,
          `cat /sys/class/net/${shellWord(there.device)}/address   # on ${receiver}`,
          ...findAgent(sender, agent),
        ],
        checked: false,
      },
    };
  },
});
