import { ledAstrayGate } from "../../gates/led-astray.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { describeRule, showRule } from "./show-rule.ts";

export const ledAstray = defineStop({
  code: "ND431",
  title: "A rule on a node sends the packets elsewhere",
  at: ["node-out", "node-in"],
  gate: "translation",
  foretells: "unoffered",
  stop: gateOf("translation of the pod's own address", ledAstrayGate),
  tells: { attempts, passage },
  name({ node, rule, meant, instead, samePod, moved }, { attempts, passage }, { hop }) {
    const sent = attempts?.sent ?? Number.POSITIVE_INFINITY;
    const counted = moved ?? 0;
    const answered = (attempts?.answered ?? 0) > 0;
    const other = !answered
      ? ""
      : samePod
        ? " That is the same pod: what is answered is answered there."
        : " What is answered is answered by whoever is there, not by the pod.";
    return {
      says: `A rule on ${node} sends packets for ${meant} to ${instead}: ${rule.text}.${other}`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${node} as the kernel does, ${meant} becomes ${instead} in ${describeRule(rule)}`,
          quote: rule.text,
        },
        ...(counted > 0
          ? [
              {
                source: "kernel" as const,
                says: `${node}: the rule's counter moved by ${counted}`,
                ...(counted >= sent ? { token: true as const } : {}),
              },
            ]
          : []),
        ...diedHere(hop, passage),
        ...(!answered
          ? failedAttempts(attempts)
          : [
              {
                source: "probe" as const,
                says: `${attempts?.answered ?? 0} of ${attempts?.sent ?? 0} fresh packets were answered, ${samePod ? `by ${instead}` : `and not by ${hop.packet.destination}`}`,
              },
            ]),
      ],
      object: { kind: "Node", name: node },
      node,
      rule: rule.text,
      ...(hop.deviceIn === undefined ? {} : { device: hop.deviceIn }),
      // Where the pod answers all the same, the rule may well be what lets it.
      ...(answered && samePod
        ? {}
        : {
            fix: {
              summary: `on ${node}, narrow that rule to the packets it is meant for, or take it away`,
              commands: [showRule(rule)],
              checked: false,
              caution:
                "somebody may have put it there on purpose (a transparent proxy, a port forwarding of another tool): find out who writes it, and change it there",
            },
          }),
    };
  },
});
