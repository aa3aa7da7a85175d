import { shellWord } from "../../model/shell-words.ts";
import { tunnelAddressGate } from "../../gates/tunnel-address.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { whatGoes } from "./between.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { arrived, attempts, passage, passageBefore } from "../needs/traffic.ts";

export const tunnelToWrongNode = defineStop({
  code: "ND511",
  title: "The tunnel sends the packets to the wrong node, or to none",
  at: ["tunnel", "reply"],
  gate: "tunnel-end",
  foretells: "diverts",
  stop: gateOf("far end of the tunnel", tunnelAddressGate),
  tells: { arrived, attempts, passage, before: passageBefore },
  name({ leg, end, own }, { arrived, attempts, passage, before }, { snapshot }) {
    const { sender: node, receiver: target, atSender } = leg;
    const { remote, why, from } = end;
    const { device } = end.tunnel;
    const what = whatGoes(leg);
    const agent = agentOn({
      node,
      snapshot,
      links: atSender.links.seen ?? [],
      routes: atSender.routes.seen ?? [],
      device,
    });
    const into = Math.max(passage?.in ?? 0, before?.in ?? 0);
    return {
      says:
        remote === undefined
          ? `${node} does not know where to send ${what} for ${target}: ${why ?? "no entry"}.`
          : `${node} sends the ${what} for ${target} to ${remote}, but ${target} is ${own[0] ?? "elsewhere"}.`,
      because: [
        {
          source: "model",
          says: `${from ?? why ?? "no entry"}; Node ${target} has ${own.join(", ")}`,
        },
        ...(into === 0 || arrived === undefined
          ? []
          : [
              {
                source: "kernel" as const,
                says: `${into} ${what} for ${device} entered ${node}; none arrived at ${target}`,
              },
            ]),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: target },
      node,
      device,
      fix: {
        summary: `${agentName(node, agent)} writes the entry: see in its log why it did not, and let it start again`,
        commands: [
          `bridge fdb show dev ${shellWord(device)}   # on ${node}`,
          `ip neigh show dev ${shellWord(device)}   # on ${node}`,
          ...findAgent(node, agent),
        ],
        checked: false,
      },
    };
  },
});
