import { failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { ownAttempts } from "./needs/own-route.ts";
import { ownRules } from "./needs/own-rules.ts";
import { passage } from "./needs/traffic.ts";

export const ownRulesStop = defineFault({
  code: "ND205",
  title: "A firewall rule inside the pod stops the packets",
  at: ["source", "service", "socket"],
  stops: "all",
  needs: { gate: ownRules, attempts: ifSeen(ownAttempts), passage: ifSeen(passage) },
  check({ gate, attempts, passage }, { hop }) {
    if (gate.says !== "stops" || gate.stop.how.does === "redirect") return;
    if ((attempts?.answered ?? 0) > 0 || (hop.kind === "source" && (passage?.out ?? 0) > 0)) return;
    const { pod, text, how, moved } = gate.stop;
    const direction = hop.kind === "socket" ? "what comes in" : "what it sends";
    return {
      says: `A rule inside ${pod.name}'s own network namespace ${how.does}s ${direction}: ${text}`,
      because: [
        {
          source: "model",
          says: `walking the rules inside ${pod.namespace}/${pod.name} as the kernel does ends there`,
          quote: text,
        },
        ...((moved ?? 0) > 0
          ? [{ source: "kernel" as const, says: `the rule's counter moved by ${moved ?? 0}` }]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: pod.namespace, name: pod.name },
      node: pod.node,
      rule: text,
      fix: {
        summary: `find which container of ${pod.name} puts this rule in (an init container, a sidecar, a VPN with NET_ADMIN) and correct it there`,
        commands: [`kubectl -n ${pod.namespace} get pod ${pod.name} -o yaml`],
        checked: false,
      },
    };
  },
});
