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
import { walkPath } from "../journey/way/path.ts";
import { ledAstrayGate } from "../gates/led-astray.ts";
import { deliveryOf, nowhere, type Delivery } from "./delivery.ts";
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
    () => nowhere,
    () => deliveryOf(flow, snapshot, evidence),
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
  const open = arrived.says === "not-known" ? arrived.why : untried;
  return {
    flow,
    ...(open === undefined ? {} : { untried: open }),
    ...(within
      ? { reached: "not-probed", answeredWithin: true }
      : {
          reached: reachedIn[arrived.says](() =>
            byAnother ? "no" : reachedBy(main, attemptsOf(evidence, flow, "more").seen),
          ),
        }),
    ...(main ? { main: tally(main, flow, from, to) } : {}),
    grid: [...grid, ...pings],
    steps: [...steps],
  };
}

/** What the delivery of datagrams says of a flow; where it says nothing, the answers do. */
const reachedIn = {
  delivered: () => "yes",
  "not-known": () => "not-probed",
  "not-delivered": (answers: () => FlowReport["reached"]) => answers(),
} as const satisfies Record<
  Delivery["says"],
  (answers: () => FlowReport["reached"]) => FlowReport["reached"]
>;

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

/** Whether a rule on the way sends the packets to somebody else: then whoever answers them is not the target. */
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
    .some((hop) => {
      const gate = ledAstrayGate({ hop, path, flow, snapshot, evidence });
      return gate.says === "stops" && !gate.stop.samePod;
    });
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
