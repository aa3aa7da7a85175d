import { faults } from "../faults/catalogue.ts";
import type { Scene } from "../faults/define-fault.ts";
import { askedAddress, entersAtNode, type Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { FaultOutcome, Step, StepMark } from "../model/step.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { hasOwnNetns } from "../journey/machine/places.ts";
import { attemptsOf, type Attempts } from "../journey/packets/attempts.ts";
import { foundFor, lookupOf } from "../journey/names/dns.ts";
import { addressesMeant, strangersFor } from "../journey/names/name-target.ts";
import { passages, type Passage } from "../journey/hops/passage.ts";
import { waits, walkPath } from "../journey/way/path.ts";
import { declaredService } from "../journey/services/declared.ts";
import { programmedBackends, serviceRules } from "../journey/services/service-rules.ts";
import { serviceAttempts, serviceTraffic } from "../journey/services/service-traffic.ts";
import { factsOf } from "./facts.ts";
import { judge } from "./judge.ts";
import { stopsOnLookupWay } from "./lookup-way.ts";

/** Every hop of a flow with what became of the packets there and what every fault says of it. */
export function stepsOf(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
  own: OwnFaults,
): readonly Step[] {
  const path = walkPath(flow, evidence);
  const ledger = own.orElse(
    "count the packets on their way",
    () => [],
    () => passages(flow, path, evidence),
  );
  const endsAtService = diesAtService({ flow, path, snapshot, evidence }, ledger, own);
  return path.map((hop, index) => {
    const passage = ledger[index];
    const scene: Scene = { flow, hop, path, snapshot, evidence };
    const here = faults.filter((fault) => fault.at.includes(hop.kind));
    return {
      hop,
      mark: own.orElse(
        `tell what became of the packets at ${hop.name}`,
        () => "unknown",
        () => (endsAtService && isBehindService(hop, path) ? "not-reached" : markOf(scene, ledger)),
      ),
      facts: own.orElse(
        `tell what was seen at ${hop.name}`,
        () => [],
        () => [...factsOf(hop, path, passage, flow, evidence)],
      ),
      outcomes: withLookupWay(
        here.map((fault) => judge(fault, scene, own)),
        scene,
        own,
      ),
    };
  });
}

/** At the names, where nothing of the names themselves keeps the client from looking them up: what stops its questions on their way. */
function withLookupWay(outcomes: readonly FaultOutcome[], scene: Scene, own: OwnFaults): FaultOutcome[] {
  const told = outcomes.some((one) => one.result === "found" && stopsThere(one.code));
  if (scene.hop.kind !== "asking" || told) return [...outcomes];
  const onTheWay = own.orElse(
    "follow the name look-ups",
    () => [],
    () => stopsOnLookupWay(scene, own),
  );
  const codes = onTheWay.map(({ code }) => code);
  return [...outcomes.filter(({ code }) => !codes.includes(code)), ...onTheWay];
}

function stopsThere(code: string): boolean {
  return faults.find((fault) => fault.code === code)?.foretells === "stops";
}

/** Whether packets that go to the Service's own address end there: then no hop behind it is a second place of their death. */
function diesAtService(scene: Omit<Scene, "hop">, ledger: readonly Passage[], own: OwnFaults): boolean {
  const { flow, path } = scene;
  const hop = path.find(({ kind }) => kind === "service");
  if (!hop || entersAtNode(flow) || flow.destinationIP !== askedAddress(flow)?.ip) return false;
  return own.orElse(
    "tell whether the packets end at the Service",
    () => false,
    () => serviceMark({ ...scene, hop }, ledger) === "stopped",
  );
}

function isBehindService(hop: Hop, path: readonly Hop[]): boolean {
  return path.indexOf(hop) > path.findIndex(({ kind }) => kind === "service");
}

function markOf(scene: Scene, ledger: readonly Passage[]): StepMark {
  const { hop, path } = scene;
  switch (hop.kind) {
    case "asking":
      return namesMark(scene);
    case "service":
      return serviceMark(scene, ledger);
    default:
      return ledger[path.indexOf(hop)]?.mark ?? "unknown";
  }
}

/** Names count as a hop of their own: a client that cannot look up the name never sends a packet. */
function namesMark({ flow, snapshot, evidence }: Scene): StepMark {
  if (flow.destinationIP === "" || waits(flow.from)) return "stopped";
  const found = foundFor(flow, evidence).seen;
  // Whether the client uses the short name or the longer one that was found, nobody knows.
  if (found?.sought.perhaps && found.tried.length > 1 && found.settled?.name === found.sought.expected)
    return "unknown";
  if (found) {
    if (found.addresses.length === 0 || strangersFor(flow, snapshot, evidence).length > 0) return "stopped";
    // Another name than the Service's gave the addresses: whether the client means that one, nobody knows.
    const meant = addressesMeant(flow, snapshot);
    const its = found.fromHosts || !found.settled || found.settled.name === found.sought.expected;
    return its || meant.length === 0 || found.addresses.some((ip) => meant.includes(ip))
      ? "passed"
      : "unknown";
  }
  const lookup = lookupOf(flow, evidence);
  if (lookup.notSeen) return "passed";
  return lookup.seen.some(({ outcome }) => outcome === "answered") ? "passed" : "stopped";
}

/** The node's own routes refuse the Service's address, and packets straight to the pod end in another way, so elsewhere. */
function diesOtherwise(flow: Flow, toService: Attempts, toPod: Attempts | undefined): boolean {
  if (hasOwnNetns(flow.from) || !toPod || toPod.sent === 0) return false;
  return toService.outcomes.unreachable === toService.sent && toPod.outcomes.unreachable === undefined;
}

/**
 * The translation itself is never seen; packets seen behind it prove it. None of the connections to the Service's
 * address answered, though the pod answers or the node took them in: they ended here.
 */
function serviceMark({ hop, path, flow, snapshot, evidence }: Scene, ledger: readonly Passage[]): StepMark {
  const toService = serviceAttempts(flow, evidence).seen;
  if (entersAtNode(flow)) {
    const before = ledger[path.indexOf(hop) - 1];
    const leadsNowhere =
      declaredService(flow, snapshot)?.ready.length === 0 ||
      serviceRules(flow, evidence).seen?.to.length === 0;
    if (toService?.answered === 0 && (before?.in ?? 0) > 0 && leadsNowhere) return "stopped";
    return (toService?.answered ?? 0) > 0 ? "passed" : "unknown";
  }
  if (toService && toService.sent > 0 && toService.answered === 0) {
    const toPod = attemptsOf(evidence, flow).seen;
    const straight = flow.destinationIP !== askedAddress(flow)?.ip;
    if (straight && toPod && toPod.answered > 0) return "stopped";
    if (straight && diesOtherwise(flow, toService, toPod)) return "stopped";
    const { all: programmed = [], stale = [] } = programmedBackends(flow, snapshot, evidence).seen ?? {};
    // Sent to nobody who is an endpoint; that packets straight to the pod get further says nothing of these.
    if (straight && programmed.length > 0 && stale.length === programmed.length) return "stopped";
    const behind = [...(straight ? [flow.destinationIP] : []), ...programmed.map(({ address }) => address)];
    const seen = serviceTraffic(flow, evidence, [...new Set(behind)]).seen;
    if (seen && seen.entered > 0 && seen.left === 0) return "stopped";
  }
  const after = ledger.slice(path.indexOf(hop) + 1).some(({ mark }) => mark === "passed");
  return after ? "passed" : "unknown";
}
