import { shellWord } from "../../model/shell-words.ts";
import { forwardingGate } from "../../gates/forwarding.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { forwardingAgain } from "./forwarding.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const forwardingOff = defineStop({
  code: "ND550",
  title: "The node does not forward packets",
  at: ["node-out", "node-in", "reply"],
  gate: "forwarding",
  foretells: "stops",
  stop: gateOf("forwarding on the node", forwardingGate),
  tells: { attempts, passage },
  name({ node, device, setting, counter, moved = 0 }, { attempts, passage }, { hop }) {
    return {
      says: `${node} forwards nothing that comes in on ${device}: ${setting} is 0.`,
      because: [
        { source: "model", says: `${setting} is 0 on ${node}` },
        ...(moved > 0
          ? [{ source: "kernel" as const, says: `the counter ${counter} moved by ${moved}` }]
          : []),
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      device,
      fix: {
        summary: forwardingAgain,
        commands: [
          `sysctl -w ${shellWord(setting)}=1   # on ${node}`,
          `grep -r forward /etc/sysctl.conf /etc/sysctl.d   # on ${node}`,
        ],
        checked: false,
        caution:
          "the CNI's settings of single interfaces (proxy_arp) may have been reset with it: restart its agent",
      },
    };
  },
});
