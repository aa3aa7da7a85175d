import { passes, type Gate, type Scene } from "../gates/gate.ts";
import type { GateName } from "../gates/order.ts";
import type { Sight } from "../model/evidence.ts";
import type { FaultCode, Finding } from "../model/finding.ts";
import type { HopKind } from "../model/hop.ts";

export type { Scene };

/** One piece of knowledge a fault may ask for, with the reason when it is not to be had. */
export interface Need<Value> {
  readonly name: string;
  take(scene: Scene): Sight<Value>;
}

export type Needs = Readonly<Record<string, Need<unknown>>>;

/** The values behind the needs: exactly what was declared, nothing else. */
export type Seen<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Need<infer Value> ? Value : never;
};

/** `undefined`: looked, and it is not there. */
export type CheckResult = Finding | { readonly cannotTell: string } | undefined;

/** What a check may know beside its needs: where it stands. */
export type Standpoint = Pick<Scene, "flow" | "hop" | "path" | "snapshot">;

/**
 * What the packets of a flow do where a fault is there:
 * `stops`: all die at its hop. `stops-some`: some do (big ones, some backends).
 * `loses`: all are lost at its hop of something that nobody can read there; told only where nothing that was read explains it.
 * `diverts`: all leave its hop and die elsewhere for it.
 * `unoffered`: the client asks for what nobody offers; what would stop such packets further on is no second thing to repair.
 * `admits`: they come through though they were meant not to.
 * `spoils`: connections stand, and what the client came for fails all the same.
 * `narrows`: they go to fewer endpoints than are ready.
 * `hides`: nothing of them; it keeps netdiag from looking.
 */
export type Foretold =
  "stops" | "stops-some" | "loses" | "diverts" | "unoffered" | "admits" | "spoils" | "narrows" | "hides";

/** What every fault has, whatever finds it. */
interface FaultName {
  readonly code: FaultCode;
  readonly title: string;
  /** The kinds of hop it can be found at. */
  readonly at: readonly HopKind[];
  /** What of the hop it is about: of two faults at one hop the packet meets the earlier gate first. */
  readonly gate: GateName;
  /** What the packets do where it is there: held against what was seen of them. */
  readonly foretells: Foretold;
  /** False where there is no such thing to be wrong, whatever could not be looked at: a headless Service, say. */
  readonly concerns?: (standpoint: Standpoint) => boolean;
}

/** A fault that is the name of a gate's stop: the gate decides, the fault words it. */
export interface StopFault<Stop = unknown, N extends Needs = Needs> extends FaultName {
  /** Where the gate lets packets pass nothing is found; where that is not known, its reason is told. */
  readonly stop: Need<Gate<Stop>>;
  /** What its reasons speak of beside the stop. What was not seen is undefined: it decides nothing. */
  readonly tells: N;
  name(stop: Stop, told: Told<N>, standpoint: Standpoint): Finding;
}

/** The values behind what a stop's reasons speak of. */
export type Told<N extends Needs> = { readonly [K in keyof N]: Seen<N>[K] | undefined };

/** A fault that objects tell, or that nobody could look: no gate on the packets' way decides it. */
export interface CheckedFault<N extends Needs = Needs> extends FaultName {
  readonly needs: N;
  check(seen: Seen<N>, standpoint: Standpoint): CheckResult;
}

export type Fault = StopFault | CheckedFault;

/** Returns its argument; carries the types, so that evidence which a fault did not declare is a compile error. */
export function defineStop<Stop, const N extends Needs>(fault: StopFault<Stop, N>): StopFault<Stop, N> {
  return fault;
}

/** The same for a fault that decides by itself. */
export function defineFault<const N extends Needs>(fault: CheckedFault<N>): CheckedFault<N> {
  return fault;
}

/** The need for what one gate says where a fault is asked. */
export function gateOf<Stop>(name: string, gate: (scene: Scene) => Gate<Stop>): Need<Gate<Stop>> {
  return { name, take: (scene) => ({ seen: gate(scene) }) };
}

/** The stops of one kind, where a gate knows several that have names of their own; of the others it says that packets pass. */
export function only<Stop, Kind extends Stop>(
  need: Need<Gate<Stop>>,
  isOfKind: (stop: Stop) => stop is Kind,
): Need<Gate<Kind>> {
  return {
    name: need.name,
    take(scene) {
      const sight = need.take(scene);
      if (sight.notSeen) return sight;
      const gate = sight.seen;
      if (gate.says === "passes" || gate.says === "not-known") return { seen: gate };
      return { seen: isOfKind(gate.stop) ? { says: gate.says, stop: gate.stop } : passes };
    },
  };
}

/** Asks for something the check can do without: `undefined` instead of no judgement at all. */
export function ifSeen<Value>(need: Need<Value>): Need<Value | undefined> {
  return {
    name: need.name,
    take(scene) {
      const sight = need.take(scene);
      return { seen: sight.notSeen ? undefined : sight.seen };
    },
  };
}
