import type { NotSeen } from "../../model/evidence.ts";
import type { Probe } from "../../model/probe.ts";
import { describeEndpoint } from "../../model/endpoint.ts";
import { nodePlace, placeOf } from "../../journey/machine/places.ts";
import type { Need } from "../define-fault.ts";

/** What a probe saw at rest at the hop's own place. */
export function here<Value>(probe: Probe<Value>): Need<Value> {
  return {
    name: probe.name,
    take: ({ hop, evidence }) =>
      hop.place ? evidence.see(probe, hop.place) : { notSeen: noPlace(hop.name) },
  };
}

/** What a probe saw at rest in the target's own network namespace. */
export function atTarget<Value>(probe: Probe<Value>): Need<Value> {
  return {
    name: probe.name,
    take({ flow, evidence }) {
      const place = placeOf(flow.to);
      return place ? evidence.see(probe, place) : { notSeen: noPlace(describeEndpoint(flow.to)) };
    },
  };
}

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
