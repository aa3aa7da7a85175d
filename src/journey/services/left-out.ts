/** Ready endpoints that a node leaves out because they are not near. */
import type { Choice } from "../../model/endpoint-choice.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import { familyOf } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { chosenEndpoints, zoneOf } from "./chosen-endpoints.ts";
import { declaredService, type Backend } from "./declared.ts";
import { serviceRules } from "./service-rules.ts";

/** Ready endpoints that the node does not send to, by its rules as well as by what is declared. */
export interface LeftOut {
  readonly node: string;
  readonly zone?: string;
  readonly near: NonNullable<Choice<Backend>["near"]>;
  readonly used: readonly Backend[];
  readonly left: readonly Backend[];
}

/** Undefined where none is left out, or where the rules that were seen do not bear that out: other proxies choose otherwise. */
export function leftOut(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): LeftOut | undefined {
  const asked = askedAddress(flow);
  const choice = chosenEndpoints(flow, snapshot);
  if (asked?.node === undefined || choice?.near === undefined || choice.used.length === 0) return undefined;
  const to = serviceRules(flow, evidence).seen?.to ?? [];
  const used = new Set(choice.used.map(({ ip }) => ip));
  if (to.length === 0 || !to.every(({ address }) => used.has(address))) return undefined;
  const zone = zoneOf(asked.node, snapshot);
  const ready = declaredService(flow, snapshot)?.ready ?? [];
  return {
    node: asked.node,
    ...(zone === undefined ? {} : { zone }),
    near: choice.near,
    used: choice.used,
    left: ready.filter(({ ip }) => familyOf(ip) === flow.family && !used.has(ip)),
  };
}
