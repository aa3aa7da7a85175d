import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import { askedAddress, type AskedAddress, type Flow } from "../../model/flow.ts";
import type { HopKind } from "../../model/hop.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { withSources } from "../way/sources.ts";
import type { GridView } from "./grid.ts";

/**
 * What is sent from another place, or by another way to the same, as a flow of its own: with its real sender, destination and source
 * address. Undefined where that is no other way (`more` goes the way of the first packets), and where the sender's address is not known.
 * @param at where its packet is looked at: one to a Service's address has that one until a node translates it.
 */
export function vantageFlow(
  flow: Flow,
  view: GridView,
  evidence: EvidenceIndex,
  at: HopKind = "node-out",
): Flow | undefined {
  const id = `${flow.id} ${view}`;
  const asked = askedAddress(flow);
  // Straight to the target, whatever the client asks for; where nobody is chosen for that, the target is the address asked itself.
  const straight =
    asked && asked.ip === flow.destinationIP
      ? { ...flow, id, asked: { address: withoutArrival(asked) } }
      : { ...flow, id, asked: {}, behind: flow.behind ?? flow.id };
  switch (view) {
    case "service":
      return asked && throughService(flow, asked, at);
    case "source-node":
      // Told once, where both ends are on one node.
      if (nodeOf(flow.from) === nodeOf(flow.to)) return undefined;
      return fromNode(nodeOf(flow.from), straight, evidence);
    case "target-node":
      return fromNode(nodeOf(flow.to), straight, evidence);
    case "self":
      return fromTarget(straight, flow.destinationIP);
    case "loopback":
      return fromTarget(straight, flow.family === 6 ? "::1" : "127.0.0.1");
    case "elsewhere":
    case "more":
      return undefined;
  }
}

function throughService(flow: Flow, { ip, port, arrivesAs }: AskedAddress, at: HopKind): Flow {
  const sent =
    at === "source"
      ? { destinationIP: ip, port, id: `${flow.id} to the service` }
      : { id: `${flow.id} service` };
  return { ...flow, ...sent, ...(arrivesAs ? { arrivesAs } : {}) };
}

/** A node sends with the address that its own routes choose. */
function fromNode(node: string | undefined, flow: Flow, evidence: EvidenceIndex): Flow | undefined {
  if (node === undefined || node === "") return undefined;
  const from: Endpoint = { type: "node", name: node, ips: [] };
  const [sent] = withSources([{ ...withoutArrival(flow), from, sourceIP: "" }], evidence);
  return sent === undefined || sent.sourceIP === ""
    ? undefined
    : { ...sent, from: { ...from, ips: [sent.sourceIP] } };
}

/** What a pod sends to one of its own addresses has that address as its source as well, and nobody on the way to change it. */
function fromTarget(flow: Flow, ip: string): Flow {
  return { ...withoutArrival(flow), from: flow.to, sourceIP: ip, destinationIP: ip };
}

/** Whom the target takes for the sender is another one's matter. */
function withoutArrival<Sent extends { arrivesAs?: unknown }>(sent: Sent): Omit<Sent, "arrivesAs"> {
  const rest = { ...sent };
  delete rest.arrivesAs;
  return rest;
}
