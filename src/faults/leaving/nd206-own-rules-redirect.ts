import type { Because } from "../../model/finding.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { failedAttempts } from "../because.ts";
import { isRedirected } from "../../gates/own-rules.ts";
import { defineStop, only } from "../define-fault.ts";
import { ownAttempts } from "../needs/own-route.ts";
import { ownRules } from "../needs/own-rules.ts";
import { passage } from "../needs/traffic.ts";

export const ownRulesRedirect = defineStop({
  code: "ND206",
  title: "Rules inside the pod redirect the packets to a port where nobody listens",
  at: ["source", "service", "socket"],
  gate: "pod-rules",
  foretells: "stops",
  stop: only(ownRules, isRedirected),
  tells: { attempts: ownAttempts, passage },
  name({ pod, text, port, listening }, { attempts, passage }, { hop }) {
    const ports = [...new Set(listening.map((one) => `${one.ip}:${one.port}`))].slice(0, 8);
    const outwards = hop.kind !== "socket";
    return {
      says: `Rules inside ${pod.name} redirect ${outwards ? "what it sends" : "what comes in"} to its own port ${port}, and nobody listens there.`,
      because: [
        {
          source: "model",
          says: `a rule inside ${pod.namespace}/${pod.name} redirects to port ${port}; listening there: ${ports.join(", ") || "nothing at all"}`,
          quote: text,
        },
        ...refusedInside(outwards, attempts, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: pod.namespace, name: pod.name },
      node: pod.node,
      rule: text,
      fix: {
        summary: `start what should listen on ${port} (commonly the sidecar of a service mesh, which is gone or not ready), or take the redirection out: recreate the pod without injection`,
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
