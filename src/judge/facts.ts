import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import { listenersFor } from "../netstack/seen/sockets.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { listeners } from "../probes/state/sockets.ts";
import { nodeOf } from "../model/endpoint.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { foundFor, lookupOf } from "../journey/names/dns.ts";
import type { Passage } from "../journey/hops/passage.ts";
import { translationsOn, wordsOf } from "../journey/services/service-rules.ts";
import { nodePlace } from "../journey/machine/places.ts";

/** Short facts for the hop list, in the order a person reads them; the hop's decision stands beside them. */
export function factsOf(
  hop: Hop,
  path: readonly Hop[],
  passage: Passage | undefined,
  flow: Flow,
  evidence: EvidenceIndex,
): readonly string[] {
  const counted = countedAt(hop, path, passage, flow, evidence);
  const silent = passage?.silent;
  return silent ? [...counted, `nobody tells who has ${silent.ip} on ${silent.device}`] : counted;
}

function countedAt(
  hop: Hop,
  path: readonly Hop[],
  passage: Passage | undefined,
  flow: Flow,
  evidence: EvidenceIndex,
): readonly string[] {
  switch (hop.kind) {
    case "asking":
      return namesFacts(flow, evidence);
    case "source": {
      const sent = attemptsOf(evidence, flow).seen?.sent;
      return sent === undefined ? [] : [`sent ${sent}`];
    }
    case "service":
      return [];
    case "tunnel":
      return [...counts(passage, hop.deviceIn, path.find(({ kind }) => kind === "underlay")?.deviceOut)];
    case "underlay":
      return [...counts(passage, hop.deviceOut, hop.deviceIn), ...distance(flow, evidence)];
    case "node-out":
      return [...counts(passage, hop.deviceIn, hop.deviceOut)];
    case "node-in": {
      const lower = path.find(({ kind }) => kind === "underlay")?.deviceIn;
      const unwrapped =
        passage?.unwrapped === undefined || hop.deviceIn === undefined
          ? []
          : [`saw ${passage.unwrapped} on ${hop.deviceIn}`];
      const entered = passage?.unwrapped === undefined ? hop.deviceIn : lower;
      return [
        ...counts({ in: passage?.in, out: undefined }, entered, undefined),
        ...unwrapped,
        ...counts({ in: undefined, out: passage?.out }, undefined, hop.deviceOut),
      ];
    }
    case "pod-in":
      return counts(
        passage === undefined ? undefined : { in: passage.in, out: undefined },
        hop.deviceIn,
        undefined,
      );
    case "socket":
      return socketFacts(hop, passage, flow, evidence);
    case "reply":
      return [
        ...(passage?.in === undefined ? [] : [`${passage.in} answers in`]),
        ...(passage?.out === undefined ? [] : [`${passage.out} out`]),
      ];
  }
}

function counts(
  passage: { readonly in: number | undefined; readonly out: number | undefined } | undefined,
  into: string | undefined,
  out: string | undefined,
): string[] {
  return [
    ...(passage?.in === undefined || into === undefined ? [] : [`saw ${passage.in} on ${into}`]),
    ...(passage?.out === undefined || out === undefined ? [] : [`${passage.out} on ${out}`]),
  ];
}

function namesFacts(flow: Flow, evidence: EvidenceIndex): string[] {
  const found = foundFor(flow, evidence).seen;
  if (found?.fromHosts === true)
    return [`${found.sought.text} is ${found.addresses.join(", ")} in the hosts file`];
  if (found)
    return found.tried.slice(-4).map(({ name, said }) => {
      if (said.result !== "answered") return `${name}: ${said.said}`;
      return `${name}: ${said.addresses.slice(0, 3).join(", ") || (said.status === "NOERROR" ? "no address" : said.status)}`;
    });
  const lookup = lookupOf(flow, evidence);
  if (lookup.notSeen) return [];
  const answered = lookup.seen.filter(({ outcome }) => outcome === "answered").length;
  return [`${answered} of ${lookup.seen.length} name lookups answered`];
}

function distance(flow: Flow, evidence: EvidenceIndex): string[] {
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  if (from === undefined || to === undefined || from === to) return [];
  const times = evidence.see(nodeRoundTrip, nodePlace(from), "standing", to).seen?.roundTrips ?? [];
  const [fastest] = [...times].sort((a, b) => a - b);
  return fastest === undefined ? [] : [`${fastest.toFixed(1)} ms between the nodes`];
}

function socketFacts(hop: Hop, passage: Passage | undefined, flow: Flow, evidence: EvidenceIndex): string[] {
  const facts: string[] = [];
  if (passage && passage.refused > 0) facts.push(`refused ${passage.refused}`);
  if (hop.place && (flow.protocol === "TCP" || flow.protocol === "UDP")) {
    const seen = evidence.see(listeners, hop.place).seen;
    const serving = seen && listenersFor(seen, flow.destinationIP, flow.port, flow.protocol).serving[0];
    if (serving) facts.push(`listening on ${serving.ip}:${serving.port}`);
    else if (seen) facts.push(sentOn(hop, flow, evidence) ?? `not listening on ${flow.port}`);
  }
  const own = attemptsOf(evidence, flow, "target-node").seen;
  if (own && own.sent > 0)
    facts.push(own.answered > 0 ? "answers from its own node" : "does not answer from its own node either");
  return facts;
}

/** Of a node: its rules send the port on, as they do for a NodePort; nobody has to listen there. */
function sentOn({ node }: Hop, flow: Flow, evidence: EvidenceIndex): string | undefined {
  if (flow.to.type !== "node" || node === undefined) return undefined;
  const address = { ip: flow.destinationIP, port: flow.port, protocol: flow.protocol };
  const to = translationsOn(node, flow, evidence, address).seen?.to ?? [];
  if (to.length === 0) return undefined;
  return `a NodePort or a host port: the rules of ${node} send ${flow.port} on to ${to.slice(0, 3).map(wordsOf).join(", ")}`;
}
