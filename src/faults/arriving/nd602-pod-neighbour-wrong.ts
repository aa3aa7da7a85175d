import { podNeighbourGate } from "../../gates/pod-neighbour.ts";
import { shellWord } from "../../model/shell-words.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const podNeighbourWrong = defineStop({
  code: "ND602",
  title: "A node has the wrong MAC address for its own pod",
  at: ["socket", "reply"],
  gate: "neighbour",
  foretells: "diverts",
  stop: gateOf("neighbour entry of the pod", podNeighbourGate),
  tells: { attempts, passage },
  name({ pod, entry, device, mac, answers }, { attempts, passage }) {
    const told = entry.mac ?? "no MAC address";
    const handed = (answers ? passage?.out : passage?.in) ?? 0;
    return {
      says: `${pod.node} sends ${answers ? "the answers" : "what is"} for its pod ${pod.name} (${entry.ip}) to ${told}, but the pod's ${device} is ${mac}: the pod throws it away as somebody else's.`,
      because: [
        {
          source: "model",
          says: `the neighbour entry of ${pod.node} and the pod's own interface differ`,
          quote: `${entry.ip} dev ${entry.device} lladdr ${told} ${entry.state.join(",")}`,
        },
        ...(handed > 0 && attempts?.answered === 0
          ? [
              {
                source: "kernel" as const,
                says: answers
                  ? `${handed} answers were seen on ${entry.device}, and the pod got none`
                  : `${handed} packets were seen on ${entry.device}, and none was answered`,
                // Nothing but the pod's own wire is left between the two.
                ...(answers ? { token: true as const } : {}),
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: pod.node },
      node: pod.node,
      device: entry.device,
      fix: {
        summary: entry.state.includes("PERMANENT")
          ? `on ${pod.node} somebody set the entry, so the kernel never asks again: find who did, and take it away there`
          : `find who answers for ${entry.ip} on ${entry.device} of ${pod.node} with ${told}`,
        commands: [
          `ip neigh show ${entry.ip} dev ${shellWord(entry.device)}   # on ${pod.node}`,
          `ip -br link show ${shellWord(device)}   # in ${pod.namespace}/${pod.name}`,
        ],
        checked: false,
      },
    };
  },
});
