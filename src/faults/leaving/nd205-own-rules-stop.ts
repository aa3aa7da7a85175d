import { failedAttempts } from "../because.ts";
import { isDropped } from "../../gates/own-rules.ts";
import { defineStop, only } from "../define-fault.ts";
import { ownAttempts } from "../needs/own-route.ts";
import { ownRules } from "../needs/own-rules.ts";
import { passage } from "../needs/traffic.ts";

export const ownRulesStop = defineStop({
  code: "ND205",
  title: "A firewall rule inside the pod stops the packets",
  at: ["source", "service", "socket", "reply"],
  gate: "pod-rules",
  foretells: "stops",
  stop: only(ownRules, isDropped),
  tells: { attempts: ownAttempts, passage },
  name({ pod, text, does, moved = 0, byChance = false, answers = false }, { attempts, passage }, { hop }) {
    // At the Service's address nobody watches: what was sent to it came to the pod's own rules.
    const came = hop.kind === "service" ? attempts?.sent : passage?.in;
    const ended = byChance ? (attempts ? attempts.sent - attempts.answered : came) : came;
    const which = {
      socket: answers ? "what it answers" : "what comes in",
      reply: "the answers that come in",
    };
    const direction = hop.kind === "socket" || hop.kind === "reply" ? which[hop.kind] : "what it sends";
    return {
      says: `A rule inside ${pod.name}'s own network namespace ${does}s ${byChance && (attempts?.answered ?? 0) > 0 ? "part of " : ""}${direction}: ${text}`,
      because: [
        {
          source: "model",
          says: `walking the rules inside ${pod.namespace}/${pod.name} as the kernel does ${byChance ? "may end" : "ends"} there`,
          quote: text,
        },
        ...(moved > 0
          ? [
              {
                source: "kernel" as const,
                says: `the rule's counter moved by ${moved}`,
                // One that counted fewer than came counted those of others: a kubelet's probe moves it as well.
                ...(countedAll(moved, came, ended) && { token: true as const }),
              },
            ]
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

/** Whether the rule counted every one of ours that it ends, where ours were seen to come. */
function countedAll(moved: number, came: number | undefined, ended: number | undefined): boolean {
  return came !== undefined && came > 0 && ended !== undefined && moved >= ended;
}
