import { movedBy } from "../../netstack/seen/counters.ts";
import { conntrackCounters } from "../../probes/counters/conntrack-counters.ts";
import { sysctls } from "../../probes/state/sysctls.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { aroundProbe, onNode } from "../needs/here.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { missedIn } from "../../journey/hops/passage.ts";

export const connectionTableFull = defineFault({
  code: "ND432",
  title: "The node's connection table is full",
  at: ["node-out", "node-in"],
  gate: "tracking",
  foretells: "stops-some",
  needs: {
    sysctls: onNode(sysctls),
    moved: ifSeen(aroundProbe(conntrackCounters)),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ sysctls, moved, attempts, passage }, { hop }) {
    const { conntrackCount: count, conntrackMax: most } = sysctls;
    // Zero is no limit. Entries come and go: one that was read a moment before may be missing.
    if (count === undefined || most === undefined || most === 0 || count < 0.99 * most) return;
    if (attempts && attempts.sent > 0 && attempts.answered === attempts.sent) return;
    const missed = missedIn(passage);
    // What crossed the node, others lost.
    if (missed === 0) return;
    // A full table makes room where it can: only what it counts tells that it dropped.
    if (!moved)
      return { cannotTell: "the table of connections is full, and what it dropped was not counted" };
    const counter = moved.find(({ key }) => key === "conntrack_drop");
    const dropped = counter === undefined ? 0 : (movedBy(counter) ?? 0);
    // What it drops it counts: nothing counted, nothing dropped here.
    if (dropped === 0) return;
    const node = hop.node ?? "The node";
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
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
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
