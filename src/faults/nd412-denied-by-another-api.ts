import { defineFault, ifSeen } from "./define-fault.ts";
import { drop } from "./needs/firewall.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const deniedByAnotherApi = defineFault({
  code: "ND412",
  title: "A policy that is no NetworkPolicy stops the packets",
  at: ["node-out", "node-in"],
  stops: "all",
  needs: { drop, passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ drop, passage, attempts }, { hop }) {
    if (!drop || drop.behind.because === "none") return;
    // Kubernetes' own policies are read and judged: ND410, ND411 and ND420.
    const foreign = drop.behind.policies.filter(({ apiVersion }) => apiVersion !== "networking.k8s.io/v1");
    const [first] = foreign;
    if (!first || foreign.length < drop.behind.policies.length) return;
    const object = {
      kind: first.kind,
      name: first.name,
      ...(first.namespace === undefined ? {} : { namespace: first.namespace }),
    };
    const named = foreign
      .map(({ kind, namespace, name }) => `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`)
      .join(", ");
    const where = first.namespace === undefined ? "" : ` -n ${first.namespace}`;
    return {
      says:
        drop.behind.because === "rule"
          ? `${named} (${first.apiVersion}) denies the packets on ${hop.node ?? "a node"}.`
          : `${named} (${first.apiVersion}) selects the pod, and no rule of it admits the packets on ${hop.node ?? "a node"}.`,
      because: [
        ...(drop.walked
          ? [
              {
                source: "model" as const,
                says: `walking the rules of ${hop.node ?? "the node"} as the kernel does ends in ${drop.where}, made of ${named}`,
              },
            ]
          : []),
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object,
      ...whereabouts(hop, drop),
      fix: {
        summary:
          drop.behind.because === "rule"
            ? `No change is proposed: ${named} denies on purpose; ask its author`
            : `add a rule to ${named} that admits the source, or a policy of lower order beside it`,
        commands: [
          `kubectl get ${first.kind.toLowerCase()}.${first.apiVersion.split("/")[0] ?? ""} ${first.name}${where} -o yaml`,
        ],
        checked: false,
      },
    };
  },
});
