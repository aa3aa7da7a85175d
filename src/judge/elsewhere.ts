/** What a fault foretells of packets that are sent to the same target from another place. */
import { faults } from "../faults/catalogue.ts";
import type { Fault, Scene } from "../faults/define-fault.ts";
import type { FaultCode, Finding } from "../model/finding.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import { describeRef } from "../model/kubernetes.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import { familyOf } from "../model/protocol.ts";
import { placeKey } from "../model/place.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import type { GridView } from "../journey/packets/grid.ts";
import { vantageFlow } from "../journey/packets/vantage.ts";
import { chosenEndpoints } from "../journey/services/chosen-endpoints.ts";
import { declaredService } from "../journey/services/declared.ts";
import { walkPath } from "../journey/way/path.ts";
import { judge } from "./judge.ts";

/**
 * `stops`: the same thing stops them as well. `avoided`: their way does not lead there. `passes`: it does, and the thing lets them
 * through. `not-known`: what was read at rest does not tell, or another thing of that name stops them.
 */
export type Prophecy = "stops" | "avoided" | "passes" | "not-known";

/** A finding with the flow and the hop that it was found on. */
export interface FindingAt {
  readonly code: FaultCode;
  readonly finding: Finding;
  readonly flow: Flow;
  readonly hop: Hop;
}

/** What was read before packets were sent foretells of packets from a vantage. */
export interface Foresight {
  /** What becomes of them at what was found. */
  of(found: FindingAt, view: GridView): Prophecy;
  /** Whether they fail of nothing that was read: on a way that does not touch the machine where something was found. */
  isUnexplained(found: FindingAt, view: GridView): boolean;
  /** The addresses that connections to the flow's Service may go to; undefined where that is not known. */
  endpoints(flow: Flow): readonly string[] | undefined;
}

/** Every fault is asked on the vantage's own way, of what was read at rest alone: what was counted belongs to other packets. */
export function foresight(snapshot: ClusterSnapshot, all: EvidenceIndex, own: OwnFaults): Foresight {
  const evidence = all.atRest();
  const findings = (fault: Fault, flow: Flow): ReturnType<typeof foretoldOn> =>
    foretoldOn(fault, flow, { snapshot, evidence }, own);
  return {
    of({ code, finding, flow, hop }, view) {
      const fault = faults.find((one) => one.code === code);
      const other = vantageFlow(flow, view, evidence, hop.kind);
      if (!fault || !other) return "not-known";
      // The very packets that it was found for.
      if (view === "service" && (hop.kind === "service" || sameOnTheWire(other, flow))) return "stops";
      const there = findings(fault, other);
      if (there.some((one) => one !== "not-known" && thingOf(one) === thingOf(finding))) return "stops";
      if (there.length > 0) return "not-known";
      if (!walkPath(other, evidence).some((one) => isSame(one, hop))) return "avoided";
      // Who does not foretell from what was read at rest what it found, does not foretell anything else from it either.
      const foretold = findings(fault, flow).some(
        (one) => one !== "not-known" && thingOf(one) === thingOf(finding),
      );
      return foretold ? "passes" : "not-known";
    },
    isUnexplained({ finding, flow, hop }, view) {
      const other = vantageFlow(flow, view, evidence);
      const troubled = finding.node ?? hop.node;
      if (!other || walkPath(other, evidence).some(({ node }) => node !== undefined && node === troubled))
        return false;
      const stopping = faults.filter(({ foretells }) => foretells === "stops" || foretells === "diverts");
      return stopping.every((fault) => findings(fault, other).length === 0);
    },
    endpoints: (flow) =>
      (chosenEndpoints(flow, snapshot)?.used ?? declaredService(flow, snapshot)?.ready)
        ?.map(({ ip }) => ip)
        .filter((ip) => familyOf(ip) === flow.family),
  };
}

/**
 * What one fault says on the whole way of a flow, behind its names, each finding once a hop.
 * @param world what was read; of the flow's own packets it may hold what was seen of them, and of no others'.
 */
export function foretoldOn(
  fault: Fault,
  flow: Flow,
  world: Pick<Scene, "snapshot" | "evidence">,
  own: OwnFaults,
): readonly (Finding | "not-known")[] {
  const path = walkPath(flow, world.evidence);
  return path
    .filter(({ kind }) => kind !== "asking" && fault.at.includes(kind))
    .flatMap((hop): readonly (Finding | "not-known")[] => {
      const outcome = judge(fault, { flow, hop, path, ...world }, own);
      if (outcome.result === "cannot-tell") return ["not-known"];
      return outcome.result === "found" ? [outcome.finding] : [];
    });
}

/** What is to be repaired, whoever sends: a policy or another object by its name, a rule or an interface with its machine. */
export function thingOf({ node, device, object, rule }: Finding): string {
  const named = object && object.kind !== "Node" && object.kind !== "Pod" ? describeRef(object) : undefined;
  return JSON.stringify(named ?? [node, object ? describeRef(object) : undefined, rule ?? device]);
}

function sameOnTheWire(one: Flow, other: Flow): boolean {
  const key = ({ destinationIP, port, arrivesAs }: Flow): string =>
    JSON.stringify([destinationIP, port, arrivesAs?.ip]);
  return key(one) === key(other);
}

function isSame(one: Hop, other: Hop): boolean {
  const key = ({ kind, place, name }: Hop): string => `${kind} ${place ? placeKey(place) : name}`;
  return key(one) === key(other);
}
