import type { Sight } from "../model/evidence.ts";
import type { FaultCode, Finding } from "../model/finding.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop, HopKind } from "../model/hop.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";

/** Where a fault is asked: one hop of one flow, with all that was declared and seen. */
export interface Scene {
  readonly flow: Flow;
  readonly hop: Hop;
  /** The whole path, in order. */
  readonly path: readonly Hop[];
  readonly snapshot: ClusterSnapshot;
  readonly evidence: EvidenceIndex;
}

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

/** One network fault: code, words, the evidence it needs, and a pure judgement. */
export interface Fault<N extends Needs = Needs> {
  readonly code: FaultCode;
  readonly title: string;
  /** The kinds of hop it can be found at. */
  readonly at: readonly HopKind[];
  readonly needs: N;
  /**
   * What it does to packets when it is there: stops all of a flow, stops some (big ones, some backends), or none
   * (it misleads, or keeps netdiag from looking): the last is told, never the cause of a failure.
   */
  readonly stops: "all" | "some" | "none";
  /** Packets come through that were meant not to: told in the headline, though nothing is in their way. */
  readonly breach?: true;
  /** Connections stand, and what the client came for still fails: told in the headline, though nothing is in the packets' way. */
  readonly beyond?: true;
  /** It leaves the client fewer endpoints than are ready: told beside what stops the packets to those. */
  readonly narrows?: true;
  /** It sends packets astray: they are seen to leave the hop, and die elsewhere for it. */
  readonly astray?: true;
  /** The client asks for what nobody offers: what would stop such packets further on is no second thing to repair. */
  readonly asksAmiss?: true;
  /** False where there is no such thing to be wrong, whatever could not be looked at: a headless Service, say. */
  readonly concerns?: (standpoint: Standpoint) => boolean;
  check(seen: Seen<N>, standpoint: Standpoint): CheckResult;
}

/** Returns its argument; carries the types, so that evidence a check did not declare is a compile error. */
export function defineFault<const N extends Needs>(fault: Fault<N>): Fault<N> {
  return fault;
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
