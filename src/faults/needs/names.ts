import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import type { UdpAttempt } from "../../probes/senders/udp-exchange.ts";
import {
  foundFor,
  lookupFlows,
  lookupOf,
  nameserverOf,
  soughtName,
  type Found,
  type Sought,
} from "../../journey/names/dns.ts";
import { attemptsOf } from "../../journey/packets/attempts.ts";
import { countedAlone, dropAt, type Drop } from "../../journey/hops/drop.ts";
import { firewallAt } from "../../journey/hops/firewall.ts";
import { strangersFor } from "../../journey/names/name-target.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { explainFlow } from "../../journey/policies/policy-view.ts";
import { deviceOutOf, routeAt, stackAt } from "../../journey/machine/stack.ts";
import type { Need, Scene } from "../define-fault.ts";

/** What became of the name lookup sent with the packets. */
export const lookup: Need<readonly UdpAttempt[]> = {
  name: "name lookup",
  take: ({ flow, evidence }) => lookupOf(flow, evidence),
};

/** What the source's resolver finds for the name; `undefined` where none is looked up. */
export const found: Need<Found | undefined> = {
  name: "what the name leads to",
  take: ({ flow, evidence }) => foundFor(flow, evidence),
};

/** The name the client looks up, and what its resolver makes of it; `undefined` where it was given an address. */
export const sought: Need<Sought | undefined> = {
  name: "name to look up",
  take: ({ flow, evidence }) => ({ seen: soughtName(flow, evidence) }),
};

/** Addresses that the name leads to although they are not its Service's. */
export const strangers: Need<readonly string[]> = {
  name: "addresses the name leads to",
  take: ({ flow, snapshot, evidence }) => ({ seen: strangersFor(flow, snapshot, evidence) }),
};

/** What the policies say of a lookup, once per DNS pod; empty when the nameserver is no Service of this cluster. */
export const lookupPolicy: Need<readonly { readonly flow: Flow; readonly explanation: Explanation }[]> = {
  name: "policy for name lookups",
  take: (scene) => ({
    seen: lookupFlowsOf(scene).map((flow) => ({ flow, explanation: explainFlow(flow, scene.snapshot) })),
  }),
};

/** The rule on the source's node that stops a lookup, with what it counted beside the question's own packets; `undefined` when none does. */
export const lookupDrop: Need<Drop | undefined> = {
  name: "rule that stops name lookups",
  take(scene) {
    const nodeOut = scene.path.find(({ kind }) => kind === "node-out");
    const [flow] = lookupFlowsOf(scene);
    if (!nodeOut?.node || !flow) return { seen: undefined };
    const stack = stackAt(scene.evidence, nodePlace(nodeOut.node), flow.family);
    const deviceOut = deviceOutOf(routeAt(stack, { destination: flow.destinationIP }));
    const hop: Hop = {
      kind: "node-out",
      name: nodeOut.name,
      node: nodeOut.node,
      ...(nodeOut.place ? { place: nodeOut.place } : {}),
      ...(nodeOut.deviceIn === undefined ? {} : { deviceIn: nodeOut.deviceIn }),
      packet: { ...nodeOut.packet, protocol: "UDP", destination: flow.destinationIP, port: flow.port },
      ...(deviceOut === undefined ? {} : { deviceOut }),
    };
    const view = firewallAt(hop, [hop], flow, scene.evidence);
    if (view.notSeen) return { notSeen: view.notSeen };
    const stopped = dropAt(view.seen, undefined, undefined);
    const main = firewallAt(nodeOut, scene.path, scene.flow, scene.evidence).seen;
    const sent = attemptsOf(scene.evidence, scene.flow).seen;
    const lost = sent ? sent.sent - sent.answered : 0;
    return { seen: stopped && countedAlone(stopped, main && dropAt(main, undefined, undefined), lost) };
  },
};

function lookupFlowsOf({ flow, evidence, snapshot }: Scene): readonly Flow[] {
  const nameserver = nameserverOf(flow, evidence);
  return nameserver === undefined ? [] : lookupFlows(flow, nameserver, snapshot);
}
