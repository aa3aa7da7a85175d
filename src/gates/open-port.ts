import { askedAddress, entersAtNode, type Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { isLoopback, listenersFor, type Listener } from "../netstack/seen/sockets.ts";
import { listeners } from "../probes/state/sockets.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { translatedAtTarget } from "../journey/services/translated-at-target.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** Nobody takes the packets at the port that they come to. */
export type ClosedPort =
  /** Programs wait on the port at other addresses: at 127.0.0.1 only, or at one that was not asked. */
  | {
      readonly is: "bound-elsewhere";
      readonly bound: readonly [Listener, ...Listener[]];
      readonly loopbackOnly: boolean;
    }
  | Closed;

/** No program waits on the port at any address. */
export interface Closed {
  readonly is: "closed";
  /** The ports that programs do wait on, lowest first. */
  readonly others: readonly number[];
  /** A program waits on the same number for the other protocol. */
  readonly otherwise: Listener["protocol"] | undefined;
  /** No socket of that namespace waits for anything. */
  readonly none: boolean;
  /** Who chose the port: the client itself, or its Service, which translates it, or is headless and does not. */
  readonly chosenBy: "client" | "service" | "headless service";
}

/** Whether a program waits at the socket that the flow's packets end at. */
export function openPortGate(
  place: Place | undefined,
  name: string,
  flow: Flow,
  evidence: EvidenceIndex,
): Gate<ClosedPort> {
  const { protocol } = flow;
  if (protocol !== "TCP" && protocol !== "UDP") return passes;
  const sockets = place && evidence.see(listeners, place);
  if (!sockets) return notKnown(`there is nowhere to stand at ${name}`);
  if (sockets.notSeen) return notKnown(sockets.notSeen.detail);
  const closed = closedPort(sockets.seen, { ...flow, protocol });
  return closed ? stops(closed) : passes;
}

/** The same at the hop of the socket. The rules of a node may send the port on, as for a NodePort: then nobody has to wait there. */
export function socketGate({ hop, path, flow, evidence }: Scene): Gate<ClosedPort> {
  const gate = openPortGate(hop.place, hop.name, flow, evidence);
  if (gate.says === "passes" || translatedAtTarget(flow, path, evidence).seen !== true) return gate;
  if (entersAtNode(flow)) return passes;
  return notKnown(
    `the rules of ${hop.node ?? "the node"} send ${flow.protocol} ${flow.port} on, as for a NodePort, and the Service behind it was not read: what is behind it was not looked at`,
  );
}

/** What is wrong with a port, by the sockets of its namespace; undefined where a program takes what comes to it. */
function closedPort(
  sockets: readonly Listener[],
  flow: Flow & { readonly protocol: "TCP" | "UDP" },
): ClosedPort | undefined {
  const { serving, loopbackOnly, elsewhere } = listenersFor(
    sockets,
    flow.destinationIP,
    flow.port,
    flow.protocol,
  );
  if (serving.length > 0) return undefined;
  const [first, ...more] = [...loopbackOnly, ...elsewhere];
  if (first) return { is: "bound-elsewhere", bound: [first, ...more], loopbackOnly: loopbackOnly.length > 0 };
  const others = otherPorts(sockets, flow);
  const through = flow.service && (translates(flow) ? "service" : "headless service");
  // A pod that waits on no port at all is no matter of the Service's.
  const chosenBy = (others.length > 0 && through) || "client";
  const otherwise = sockets.find(
    ({ port, protocol, ip }) => port === flow.port && protocol !== flow.protocol && !isLoopback(ip),
  )?.protocol;
  return { is: "closed", others, otherwise, none: sockets.length === 0, chosenBy };
}

/** Whether the flow's Service has an address of its own: without one it sends nobody anywhere. */
function translates(flow: Flow): boolean {
  return askedAddress(flow) !== undefined || flow.service?.clusterIP !== undefined;
}

/** Ports of the flow's protocol that programs wait on for others, lowest first. */
function otherPorts(sockets: readonly Listener[], flow: Flow): readonly number[] {
  const ports = sockets
    .filter(({ protocol, ip }) => protocol === flow.protocol && !isLoopback(ip))
    .map(({ port }) => port);
  return [...new Set(ports)].sort((a, b) => a - b).slice(0, 8);
}
