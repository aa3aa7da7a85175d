import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Place } from "../../model/place.ts";
import { shellWord } from "../../model/shell-words.ts";
import { failedAttempts } from "../because.ts";
import { queueGate } from "../../gates/queue.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const queueDrops = defineStop({
  code: "ND558",
  title: "A bandwidth limit on an interface throws packets away",
  at: ["source", "node-out", "underlay", "node-in", "socket", "reply"],
  gate: "queue",
  foretells: "stops-some",
  stop: gateOf("packets that the interface's queue threw away", queueGate),
  tells: { attempts },
  name({ limiter, dropped, missed }, { attempts }) {
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
