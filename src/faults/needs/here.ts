import type { NotSeen } from "../../model/evidence.ts";
import type { Probe } from "../../model/probe.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import type { Need } from "../define-fault.ts";

/** What a probe saw at rest in the network namespace of the hop's node. */
export function onNode<Value>(probe: Probe<Value>): Need<Value> {
  return {
    name: probe.name,
    take: ({ hop, evidence }) =>
      hop.node === undefined ? { notSeen: noPlace(hop.name) } : evidence.see(probe, nodePlace(hop.node)),
  };
}

function noPlace(name: string): NotSeen {
  return { why: "no-pod", detail: `there is nowhere to stand at ${name}`, next: "look there by hand" };
}
