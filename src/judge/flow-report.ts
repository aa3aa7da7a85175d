import { describeEndpoint } from "../model/endpoint.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import type { FlowReport, Tally } from "../model/report.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { answeredWithin } from "../journey/packets/answered-within.ts";
import { attemptsOf, pingsOf, type Attempts } from "../journey/packets/attempts.ts";
import { foundFor, lookupOf, soughtName } from "../journey/names/dns.ts";
import { gridViews, type GridView } from "../journey/packets/grid.ts";
import { httpExchanges } from "../journey/services/http.ts";
import { passages } from "../journey/hops/passage.ts";
import { walkPath } from "../journey/way/path.ts";
import { placeOf } from "../journey/machine/places.ts";
import { ledAstrayGate } from "../gates/led-astray.ts";
import { listenQueueGate } from "../gates/listen-queue.ts";
import { listenersFor } from "../netstack/seen/sockets.ts";
import { listeners } from "../probes/state/sockets.ts";
import { stepsOf } from "./steps.ts";

/** One flow of all that were asked: what became of its packets, seen from everywhere, and its hops. */
export function flowReport(
  flow: Flow,
  all: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
  own: OwnFaults,
): FlowReport {
  const main = attemptsOf(evidence, flow).seen;
  const from = describeEndpoint(flow.from);
  const to = describeEndpoint(flow.to);
  const asked = askedAddress(flow);
  const grid = views.flatMap((view) => {
    const attempts = attemptsOf(evidence, flow, view).seen;
    if (!attempts) return [];
    const target = view === "service" && asked ? `${asked.ip}:${asked.port}` : to;
    return [{ ...tally(attempts, flow, whoSends(view, flow), target), label: gridViews[view] }];
  });
  const pings = (["pod", "service"] as const).flatMap((target) => {
    const attempts = pingsOf(evidence, flow, target).seen;
    if (!attempts) return [];
    const address = target === "pod" ? to : (asked?.ip ?? "");
    const icmp = { ...flow, protocol: "ICMP" as const, port: 0 };
    return [
      {
        ...tally(attempts, icmp, from, address),
        label: target === "pod" ? "ping to the pod" : "ping to the Service address",
      },
    ];
  });
  const arrived = own.orElse(
    "tell whether datagrams arrived",
    () => false,
    () => delivered(main, flow, evidence),
  );
  const byAnother = own.orElse(
    "tell whether somebody else answered",
    () => false,
    () => answeredByAnother(main, flow, snapshot, evidence),
  );
  const within = own.orElse(
    "tell whether the source's own pod answered",
    () => false,
    () => answeredWithin(flow, walkPath(flow, evidence), evidence),
  );
  const steps = own.orElse(
    `walk the way from ${from} to ${to}`,
    () => [],
    () => stepsOf(flow, snapshot, evidence, own),
  );
  const untried = own.orElse(
    "tell what of the client's way was not tried",
    () => undefined,
    () => untriedOf(flow, all, evidence),
  );
  return {
    flow,
    ...(untried === undefined ? {} : { untried }),
    ...(within
      ? { reached: "not-probed", answeredWithin: true }
      : {
          reached: arrived
            ? "yes"
            : byAnother
              ? "no"
              : reachedBy(main, attemptsOf(evidence, flow, "more").seen),
        }),
    ...(main ? { main: tally(main, flow, from, to) } : {}),
    grid: [...grid, ...pings],
    steps: [...steps],
  };
}

/** The name as it was typed, a request where HTTP is spoken, the Service's own address: packets straight to a pod prove none of them. */
function untriedOf(flow: Flow, all: readonly Flow[], evidence: EvidenceIndex): string | undefined {
  const sought = soughtName(flow, evidence);
  const unfound = foundFor(flow, evidence).notSeen;
  // Older runs asked for the name of an object by datagrams alone.
  const early = sought?.typed === false && unfound?.why === "not-asked" && lookupOf(flow, evidence).seen;
  if (sought && unfound && !early) return `whether ${sought.text} leads there could not be looked up`;
  const unserved = httpExchanges(flow, evidence).notSeen;
  if (unserved && unserved.why !== "not-asked" && unserved.why !== "no-pod")
    return "whether a request over them is answered could not be looked at";
  const asked = askedAddress(flow);
  if (!asked || asked.ip === flow.destinationIP || flow.behind !== undefined) return undefined;
  const tried = all.some(
    (one) => askedAddress(one)?.ip === asked.ip && (attemptsOf(evidence, one, "service").seen?.sent ?? 0) > 0,
  );
  return tried ? undefined : `no packet could be sent to the Service's own address ${asked.ip}:${asked.port}`;
}

const views: readonly GridView[] = [
  "service",
  "elsewhere",
  "source-node",
  "target-node",
  "self",
  "loopback",
  "more",
];

function whoSends(view: GridView, flow: Flow): string {
  switch (view) {
    case "service":
    case "elsewhere":
    case "more":
      return describeEndpoint(flow.from);
    case "source-node":
      return flow.from.type === "pod" ? flow.from.node : describeEndpoint(flow.from);
    case "target-node":
      return flow.to.type === "pod" ? flow.to.node : describeEndpoint(flow.to);
    case "self":
    case "loopback":
      return describeEndpoint(flow.to);
  }
}

/** Where the first few packets left it open, more were sent: some that come through are some. */
function reachedBy(main: Attempts | undefined, more: Attempts | undefined): FlowReport["reached"] {
  if (!main || main.sent === 0) return "not-probed";
  const answered = main.answered + (more?.answered ?? 0);
  if (answered === 0) return "no";
  return answered === main.sent + (more?.sent ?? 0) ? "yes" : "some";
}

/**
 * UDP owes no answer. Datagrams that were all seen to enter a pod where a program waits on the port, without anybody
 * refusing them, have arrived; whether the program liked them is its own affair.
 */
function delivered(main: Attempts | undefined, flow: Flow, evidence: EvidenceIndex): boolean {
  if (flow.protocol !== "UDP" || !main || main.sent === 0 || main.answered > 0) return false;
  if ((main.outcomes.silent ?? 0) < main.sent) return false;
  const path = walkPath(flow, evidence);
  const seen = passages(flow, path, evidence);
  // A program whose answers were seen to leave it meant to answer: they were lost.
  if ((seen[path.findIndex(({ kind }) => kind === "reply")]?.in ?? 0) > 0) return false;
  const arrived = seen[path.findIndex(({ kind }) => kind === "pod-in")]?.in;
  const place = placeOf(flow.to);
  const waiting = place && evidence.see(listeners, place).seen;
  if (arrived !== main.sent || !waiting) return false;
  // What its kernel threw away at the socket did not.
  if (listenQueueGate(place, flow, evidence).says === "stops") return false;
  return listenersFor(waiting, flow.destinationIP, flow.port, "UDP").serving.length > 0;
}

/** Whether a rule on the way gives the packets another destination: then whoever answers them is not the target. */
function answeredByAnother(
  main: Attempts | undefined,
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): boolean {
  if (!main || main.answered === 0) return false;
  const path = walkPath(flow, evidence);
  return path
    .filter(({ kind }) => kind === "node-out" || kind === "node-in")
    .some((hop) => ledAstrayGate({ hop, path, flow, snapshot, evidence }).says === "stops");
}

function tally(attempts: Attempts, flow: Pick<Flow, "protocol" | "port">, from: string, to: string): Tally {
  return {
    from,
    to,
    protocol: flow.protocol,
    port: flow.port,
    sent: attempts.sent,
    answered: attempts.answered,
    ...(attempts.medianMs === undefined ? {} : { medianMs: attempts.medianMs }),
    ...(attempts.answered < attempts.sent && attempts.failure !== undefined
      ? { failure: attempts.failure }
      : {}),
  };
}
