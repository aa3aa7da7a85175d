import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Place } from "../../model/place.ts";
import { shellWord } from "../../model/shell-words.ts";
import { movedBy } from "../../netstack/seen/counters.ts";
import { qdiscCounters } from "../../probes/counters/qdisc-counters.ts";
import { limiterAt, type Limiter } from "../../journey/rules/limiter.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen, type Need } from "../define-fault.ts";
import { attempts, passage, passageBefore } from "../needs/traffic.ts";
import { missedIn } from "../../journey/hops/passage.ts";

const limited: Need<{ readonly limiter: Limiter; readonly dropped: number } | undefined> = {
  name: "packets that the interface's queue threw away",
  take({ hop, flow, evidence }) {
    const limiter = limiterAt(hop, flow, evidence);
    if (!limiter) return { seen: undefined };
    const counters = evidence.see(qdiscCounters, limiter.place, "window");
    if (counters.notSeen) return { notSeen: counters.notSeen };
    const own = counters.seen.find(({ key }) => key === `${limiter.kind} ${limiter.device}`);
    return { seen: { limiter, dropped: own === undefined ? 0 : (movedBy(own) ?? 0) } };
  },
};

export const queueDrops = defineFault({
  code: "ND558",
  title: "A bandwidth limit on an interface throws packets away",
  at: ["source", "node-out", "underlay", "node-in", "socket", "reply"],
  gate: "queue",
  foretells: "stops-some",
  needs: { limited, attempts: ifSeen(attempts), passage: ifSeen(passage), before: ifSeen(passageBefore) },
  check({ limited, attempts, passage, before }, { hop }) {
    if (!limited || limited.dropped === 0) return;
    if (attempts && attempts.sent > 0 && attempts.answered === attempts.sent) return;
    // A queue drops what is not seen to leave: at the hop before, where this one begins with what left. What left, others lost.
    const missed = missedIn(hop.kind === "underlay" ? before : passage);
    if (missed === 0) return;
    const { limiter, dropped } = limited;
    const { device, kind, place } = limiter;
    const where = place.kind === "pod" ? `${place.namespace}/${place.pod}` : place.node;
    const emulated = kind === "netem";
    return {
      ...(emulated ? { title: "An emulated bad network on an interface throws packets away" } : {}),
      says: `${device} of ${where} sends through a queue (${kind}) that ${emulated ? "makes a network worse on purpose" : "holds it to a rate"}, and threw ${dropped} packets away meanwhile.`,
      because: [
        { source: "model", says: `the queue of ${device} is of kind ${kind}` },
        {
          source: "kernel",
          says: `its counter of dropped packets moved by ${dropped}`,
          quote: `qdisc ${kind} dev ${device}`,
          ...(missed === undefined ? {} : { token: true as const }),
        },
        ...failedAttempts(attempts),
      ],
      object: objectOf(place),
      node: place.node,
      device,
      fix: {
        summary: `find who set it, and raise the limit or take it away there: the annotation kubernetes.io/ingress-bandwidth or egress-bandwidth of the pod, an experiment of a chaos tool, tc by hand`,
        commands: [`tc -s qdisc show dev ${shellWord(device)}   # on ${place.node}`],
        checked: false,
      },
    };
  },
});

function objectOf(place: Place): ObjectRef {
  return place.kind === "pod"
    ? { kind: "Pod", namespace: place.namespace, name: place.pod }
    : { kind: "Node", name: place.node };
}
