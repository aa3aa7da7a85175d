import type { Because } from "../../model/finding.ts";
import { askedAddress, entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { boundTo, type BoundTo } from "../../journey/services/affinity.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import { dropAt } from "../../journey/hops/drop.ts";
import { firewallAt } from "../../journey/hops/firewall.ts";
import { leftOut, type LeftOut } from "../../journey/services/left-out.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { programmedBackends } from "../../journey/services/service-rules.ts";
import {
  serviceAttempts,
  serviceTraffic,
  type ServiceTraffic,
} from "../../journey/services/service-traffic.ts";
import { deviceOutOf, routeAt, stackAt } from "../../journey/machine/stack.ts";
import { failedAttempts } from "../because.ts";
import type { Need, Scene } from "../define-fault.ts";
import { describeDrop } from "./firewall.ts";

/**
 * What became of fresh connections to the Service's own address, as reasons: that they failed, and the rule that
 * refused them, or that the node took them in and sent them nowhere. Empty when they were not sent.
 */
export const serviceFate: Need<readonly Because[]> = {
  name: "fate of connections to the Service",
  take: (scene) => ({ seen: [...probed(scene), ...(refused(scene) ?? wentNowhere(scene))] }),
};

/** The endpoint that session affinity keeps the client with; `undefined` where none does. */
export const affinity: Need<BoundTo | undefined> = {
  name: "endpoint that the client stays with",
  take: ({ flow, snapshot, evidence }) => boundTo(flow, snapshot, evidence),
};

/** Ready endpoints that the node does not send to, because others are near; `undefined` where there are none. */
export const endpointsLeftOut: Need<LeftOut | undefined> = {
  name: "endpoints that the node leaves out",
  take: ({ flow, snapshot, evidence }) => ({ seen: leftOut(flow, snapshot, evidence) }),
};

/** Fresh connections to the Service's own address. */
export const toService: Need<Attempts> = {
  name: "connections to the Service",
  take: ({ flow, evidence }) => serviceAttempts(flow, evidence),
};

/** How many of them left for backends that are none. */
export const staleTraffic: Need<ServiceTraffic | undefined> = {
  name: "connections sent astray",
  take: ({ flow, snapshot, evidence }) =>
    serviceTraffic(
      flow,
      evidence,
      (programmedBackends(flow, snapshot, evidence).seen?.stale ?? []).map(({ address }) => address),
    ),
};

function probed({ flow, evidence }: Scene): Because[] {
  return failedAttempts(serviceAttempts(flow, evidence).seen);
}

/** The rule that stops a connection to the Service's own address on the source's node: kube-proxy refuses so. */
function refused({ flow, path, evidence }: Scene): Because[] | undefined {
  const address = askedAddress(flow);
  if (entersAtNode(flow)) return refusedThere(path, flow, evidence);
  const nodeOut = path.find(({ kind }) => kind === "node-out");
  if (!nodeOut?.node || !address) return undefined;
  const stack = stackAt(evidence, nodePlace(nodeOut.node), flow.family);
  // The node's own address under IPVS: nothing is forwarded to it.
  if (routeAt(stack, { destination: address.ip }).seen?.result === "local") return undefined;
  const deviceOut = deviceOutOf(routeAt(stack, { destination: address.ip }));
  const hop: Hop = {
    kind: "node-out",
    name: nodeOut.name,
    node: nodeOut.node,
    ...(nodeOut.deviceIn === undefined ? {} : { deviceIn: nodeOut.deviceIn }),
    packet: { ...nodeOut.packet, destination: address.ip, port: address.port },
    ...(deviceOut === undefined ? {} : { deviceOut }),
  };
  const asked: Flow = { ...flow, to: { type: "external", ips: [address.ip] } };
  const view = firewallAt(hop, [hop], asked, evidence);
  const drop = view.seen && dropAt(view.seen, undefined, undefined);
  // A policy that stops the packets is another fault's word.
  if (!drop || drop.behind.because !== "none") return undefined;
  const source = (drop.moved ?? 0) > 0 ? "kernel" : "model";
  return [{ source, says: describeDrop(drop, nodeOut.node), quote: drop.text }];
}

/** The same on the node that was asked, where it translates itself. */
function refusedThere(path: Scene["path"], flow: Flow, evidence: Scene["evidence"]): Because[] | undefined {
  const hop = path.find(({ kind }) => kind === "node-in") ?? path.find(({ kind }) => kind === "node-out");
  const view = hop && firewallAt(hop, path, flow, evidence);
  const drop = view?.seen && dropAt(view.seen, undefined, undefined);
  if (!drop || drop.behind.because !== "none") return undefined;
  const source = (drop.moved ?? 0) > 0 ? "kernel" : "model";
  return [{ source, says: describeDrop(drop, hop?.node), quote: drop.text }];
}

function wentNowhere({ flow, evidence, snapshot }: Scene): Because[] {
  const all = programmedBackends(flow, snapshot, evidence).seen?.all ?? [];
  const seen = serviceTraffic(
    flow,
    evidence,
    all.map(({ address }) => address),
  ).seen;
  if (!seen || seen.entered === 0 || seen.left > 0) return [];
  return [
    {
      source: "kernel",
      says: `${seen.node}: ${seen.entered} connections to ${askedAddress(flow)?.ip ?? "the Service"} came in, none went on to a pod`,
    },
  ];
}
