import { defineScenario } from "./scenario.ts";

/**
 * As many connections as the table holds, all of them seen both ways: none may be pushed out for a new one. Those that were there before go
 * first, since they would end while the question is asked and leave room.
 */
const fill = String.raw`conntrack -F >/dev/null 2>&1
max=$(sysctl -n net.netfilter.nf_conntrack_max)
awk -v max="$max" 'BEGIN { for (i = 0; i < max; i++) { a = int(i / 65536); p = i % 65536; printf "-I -t 300 -u ASSURED,SEEN_REPLY -s 10.1.%d.%d -d 10.2.0.1 -p tcp --sport %d --dport %d --state ESTABLISHED\n", a, 1 + i % 200, 1 + p % 65535, 1000 + a } }' | conntrack -R - >/dev/null 2>&1 || true
[ "$(conntrack -C)" -ge $max ]`;

export const connectionTableFull = defineScenario({
  name: "nd432-connection-table-full",
  says: "the target's node tracks as many connections as it may",
  break: [{ do: "on-node", node: "node3", script: fill }],
  heal: [{ do: "on-node", node: "node3", script: "conntrack -F >/dev/null 2>&1" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND432",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
