import { failedAttempts } from "../because.ts";
import { connectionTableGate } from "../../gates/connection-table.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const connectionTableFull = defineStop({
  code: "ND432",
  title: "The node's connection table is full",
  at: ["node-out", "node-in"],
  gate: "tracking",
  foretells: "stops-some",
  stop: gateOf("room in the table of connections", connectionTableGate),
  tells: { attempts },
  name({ node, count, most, dropped, missed }, { attempts }) {
    return {
      says: `${node} tracks ${count} connections, and has room for ${most}: it drops the first packet of every new one (nf_conntrack: table full).`,
      because: [
        {
          source: "model",
          says: `net.netfilter.nf_conntrack_count is ${count} on ${node}, nf_conntrack_max ${most}`,
        },
        {
          source: "kernel",
          says: `the connection table dropped ${dropped} packets meanwhile`,
          ...(missed === undefined ? {} : { token: true as const }),
        },
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      fix: {
        summary: `find who opens so many connections on ${node}; where they are all needed, raise the limit: kube-proxy sets it when it starts (conntrack.maxPerCore, conntrack.min)`,
        commands: [
          `sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max   # on ${node}`,
          `conntrack -L 2>/dev/null | grep -o 'src=[^ ]*' | sort | uniq -c | sort -rn | head   # on ${node}: who opens them`,
        ],
        checked: false,
      },
    };
  },
});
