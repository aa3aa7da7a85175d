import type { Fix } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { passes } from "../../gates/gate.ts";
import { hairpinGate, type NoHairpin } from "../../gates/hairpin.ts";
import { asOneOfSeveral } from "../../gates/one-of-several.ts";
import { serviceProxy } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf, type Standpoint } from "../define-fault.ts";
import { comingBack } from "../needs/hairpin.ts";
import { toService } from "../needs/service-fate.ts";

export const noHairpin = defineStop({
  code: "ND341",
  title: "A pod cannot reach itself through its own Service",
  at: ["service"],
  gate: "masquerade",
  foretells: "stops",
  stop: gateOf("way of a pod back to itself", (scene) =>
    scene.flow.service ? asOneOfSeveral(hairpinGate(scene.flow, scene.evidence), scene) : passes,
  ),
  tells: { back: comingBack, attempts: toService },
  name(stop, { back = 0, attempts }, { flow, snapshot }) {
    const { pod, why } = stop;
    const service = `${flow.service?.namespace ?? ""}/${flow.service?.name ?? ""}`;
    const told =
      why.because === "not-masqueraded"
        ? {
            says: `${pod.node} sends what ${pod.name} asks of its own Service ${service} back to it without masquerading it: it comes with the pod's own address as its source, and the pod drops it.`,
            model: `no rule of ${pod.node} masquerades connections of ${flow.sourceIP} to itself (hairpin) through ${service}`,
          }
        : {
            says: `Hairpin mode is off on ${why.device}: ${why.bridge} on ${pod.node} does not send what ${pod.name} asks of its own Service ${service} back to it.`,
            model: `${why.device} is a port of ${why.bridge} with hairpin off, and bridged packets go through iptables there`,
          };
    return {
      says: told.says,
      because: [
        { source: "model", says: told.model },
        ...(why.because === "not-masqueraded" && back > 0
          ? [
              {
                source: "kernel" as const,
                says: `${pod.node}: ${back} connections went back to the pod with its own address as their source`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: pod.node },
      node: pod.node,
      ...(why.because === "hairpin-off" ? { device: why.device } : {}),
      fix: mend(stop, snapshot),
    };
  },
});

function mend({ pod, why }: NoHairpin, snapshot: Standpoint["snapshot"]): Fix {
  if (why.because === "hairpin-off")
    return {
      summary: `switch hairpin mode on for the pods of ${pod.node} where the network plugin is configured (hairpinMode of the bridge plugin, --hairpin-mode of the kubelet)`,
      commands: [`bridge -d link show dev ${shellWord(why.device)}   # on ${pod.node}`],
      checked: false,
    };
  const { name, find } = serviceProxy(pod.node, snapshot);
  return {
    summary: `${name} writes a rule for that for each endpoint: see what it logs, and restart it there so that it writes its rules again`,
    commands: [...find],
    checked: false,
  };
}
