import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { reversePathGate, type ForgedSource } from "../../gates/reverse-path.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { describeDrop } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const reversePathFilter = defineStop({
  code: "ND530",
  title: "Reverse path filtering drops packets that come in another way than answers would leave",
  at: ["node-out", "node-in", "reply"],
  gate: "reverse-path",
  foretells: "stops",
  stop: gateOf("way back to the sender", reversePathGate),
  tells: { attempts, passage },
  name({ node, source, device, leaves, by }, { attempts, passage }, { hop }) {
    const ways = leaves.join(", ");
    const filter = by.what === "rule" ? "a firewall rule" : `rp_filter=${by.strictness}`;
    const compares =
      by.what === "rule" ? "a rule compares with the way back" : `rp_filter is ${by.strictness} on ${device}`;
    return {
      says: `${node} drops packets from ${source} on ${device}: answers would leave by ${ways || "nowhere"}, and ${filter} forbids that.`,
      because: [
        {
          source: "model",
          says: `${compares}; the route back to ${source} is ${ways === "" ? "missing" : `dev ${ways}`}`,
        },
        ...counted(by, node),
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      device,
      ...(by.what === "rule" ? { rule: by.drop.text } : {}),
      fix: {
        summary:
          "repair the route back, so that answers leave by the interface the packets came in on; or loosen the filter",
        commands: [
          `ip route get ${source}   # on ${node}`,
          ...(by.what === "rule"
            ? []
            : [
                `sysctl -w net.ipv4.conf.all.rp_filter=0 ${shellWord(`net.ipv4.conf.${device.replaceAll(".", "/")}.rp_filter`)}=0   # on ${node}`,
              ]),
        ],
        checked: false,
      },
    };
  },
});

function counted(by: ForgedSource["by"], node: string): Because[] {
  if (by.what === "rule") {
    const source = (by.drop.moved ?? 0) > 0 ? "kernel" : "model";
    return [{ source, says: describeDrop(by.drop, node), quote: by.drop.text }];
  }
  return by.moved > 0 ? [{ source: "kernel", says: `the counter ${by.counter} moved by ${by.moved}` }] : [];
}
