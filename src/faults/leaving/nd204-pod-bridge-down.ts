import { shellWord } from "../../model/shell-words.ts";
import { failedAttempts } from "../because.ts";
import { defineStop } from "../define-fault.ts";
import { podBridge } from "../needs/wire.ts";
import { attempts } from "../needs/traffic.ts";

export const podBridgeDown = defineStop({
  code: "ND204",
  title: "The bridge that the node's pods are on is down",
  at: ["source", "node-out", "node-in"],
  gate: "wire",
  foretells: "stops",
  stop: podBridge,
  tells: { attempts },
  name({ pod, bridge, port }, { attempts }) {
    const { node } = pod;
    return {
      says: `${bridge.name}, the bridge that the pods of ${node} are on, is down: nothing gets to them or from them.`,
      because: [
        {
          source: "kernel",
          says: `${bridge.name} on ${node} is down`,
          quote: `${bridge.name}: <${bridge.flags.join(",")}> state ${bridge.operstate}`,
        },
        {
          source: "model",
          says: `${port?.name ?? "the node's end of the pod's wire"} of ${pod.namespace}/${pod.name} is a port of ${bridge.name}`,
        },
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      device: bridge.name,
      fix: {
        summary: `set ${shellWord(bridge.name)} up on ${node}, and find who set it down; its routes come back with its address, else recreate a pod there: the CNI sets the bridge up again`,
        commands: [
          `ip -d link show ${shellWord(bridge.name)}   # on ${node}`,
          `ip link set ${shellWord(bridge.name)} up   # on ${node}`,
        ],
        checked: false,
      },
    };
  },
});
