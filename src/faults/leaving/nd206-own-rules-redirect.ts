import type { Because } from "../../model/finding.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { ownAttempts } from "../needs/own-route.ts";
import { ownRules } from "../needs/own-rules.ts";
import { passage } from "../needs/traffic.ts";

export const ownRulesRedirect = defineFault({
  code: "ND206",
  title: "Rules inside the pod redirect the packets to a port where nobody listens",
  at: ["source", "service", "socket"],
  gate: "pod-rules",
  foretells: "stops",
  needs: { gate: ownRules, attempts: ifSeen(ownAttempts), passage: ifSeen(passage) },
  check({ gate, attempts, passage }, { hop }) {
    if (gate.says !== "stops" || gate.stop.how.does !== "redirect") return;
    if ((attempts?.answered ?? 0) > 0 || (hop.kind === "source" && (passage?.out ?? 0) > 0)) return;
    const { pod, text, how } = gate.stop;
    const ports = [...new Set(how.listening.map(({ ip, port }) => `${ip}:${port}`))].slice(0, 8);
    const outwards = hop.kind !== "socket";
    return {
      says: `Rules inside ${pod.name} redirect ${outwards ? "what it sends" : "what comes in"} to its own port ${how.port}, and nobody listens there.`,
      because: [
        {
          source: "model",
          says: `a rule inside ${pod.namespace}/${pod.name} redirects to port ${how.port}; listening there: ${ports.join(", ") || "nothing at all"}`,
          quote: text,
        },
        ...refusedInside(outwards, attempts, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: pod.namespace, name: pod.name },
      node: pod.node,
      rule: text,
      fix: {
        summary: `start what should listen on ${how.port} (commonly the sidecar of a service mesh, which is gone or not ready), or take the redirection out: recreate the pod without injection`,
        commands: [`kubectl -n ${pod.namespace} get pod ${pod.name} -o wide`],
        checked: false,
      },
    };
  },
});

/** Refused by the pod's own kernel: nothing left it, or the reset came out of it. */
function refusedInside(
  outwards: boolean,
  attempts: Attempts | undefined,
  passage: Passage | undefined,
): Because[] {
  const refused = attempts?.outcomes.refused ?? 0;
  if (outwards)
    return refused > 0 && passage?.out === 0
      ? [
          {
            source: "kernel",
            says: `${refused} were refused at once, and the node saw none come out of the pod`,
          },
        ]
      : [];
  return (passage?.refused ?? 0) > 0
    ? [{ source: "kernel", says: `the pod's own kernel answered ${passage?.refused ?? 0} with a reset` }]
    : [];
}
