/** Which flows a change opens. */
import type { Protocol } from "../../model/protocol.ts";
import type { CompiledPolicy, PolicyModel } from "../compile.ts";
import { resolveEnd, type End, type PolicyEnd, type PolicyFlow } from "../match/ends.ts";
import { evaluate } from "../verdict/evaluate.ts";
import { nodeIps, podIps } from "../input/inventory.ts";
import type { DirectionName, Rule } from "../normal-form.ts";
import { matchPeers } from "../match/peers.ts";
import { openedRanges, type PortRange } from "../verdict/port-ranges.ts";
import { matchSelector } from "../match/selectors.ts";

/** One pair and the ports open between them now. */
export interface OpenedPair {
  readonly from: End;
  readonly to: End;
  readonly ranges: readonly PortRange[];
}

/** Flows among these ends and ports that are allowed after and were not before, each asked by itself. */
export function openedBy(
  before: PolicyModel,
  after: PolicyModel,
  ends: readonly PolicyEnd[],
  ports: readonly { readonly protocol: Protocol; readonly port: number }[],
): PolicyFlow[] {
  return ends.flatMap((from) =>
    ends.flatMap((to) =>
      from === to
        ? []
        : ports
            .map(({ protocol, port }): PolicyFlow => ({ from, to, protocol, port }))
            .filter((flow) => evaluate(after, flow) === "allow" && evaluate(before, flow) !== "allow"),
    ),
  );
}

/** Every pod under each of its addresses, every node address, and the further ends given. */
export function knownEnds(model: PolicyModel, further: readonly PolicyEnd[]): End[] {
  const { inventory } = model;
  const ends = new Map<string, End>();
  const add = (end: PolicyEnd): void => {
    const resolved = resolveEnd(inventory, end);
    ends.set(`${resolved.key ?? ""}|${resolved.ip ?? ""}`, resolved);
  };
  for (const pod of inventory.pods.values()) {
    const ips = podIps(pod);
    if (ips.length === 0) add({ pod });
    else for (const ip of ips) add({ pod, ip });
  }
  for (const node of inventory.nodes.values()) for (const ip of nodeIps(node)) add({ ip });
  for (const end of further) add(end);
  return [...ends.values()];
}

/** Rules that the changed policy has and its former self had not. */
function newRules(
  before: CompiledPolicy | undefined,
  after: CompiledPolicy,
  direction: DirectionName,
): Rule[] {
  const rulesOf = (policy: CompiledPolicy | undefined): readonly Rule[] =>
    policy?.ruleSets.find((ruleSet) => ruleSet.direction === direction)?.rules ?? [];
  const old = new Set(rulesOf(before).map((rule) => JSON.stringify(rule)));
  return rulesOf(after).filter((rule) => !old.has(JSON.stringify(rule)));
}

/**
 * Exactly the pairs opened by adding permits to one policy, among `ends`. Sound for added permits only: a flow
 * they open goes through a new rule, so only pods the policy selects and peers of its new rules are asked.
 */
export function openedByPermit(
  before: PolicyModel,
  after: PolicyModel,
  change: { readonly was: CompiledPolicy | undefined; readonly is: CompiledPolicy },
  ends: readonly End[],
): OpenedPair[] {
  return change.is.ruleSets.flatMap(({ direction, subject }) => {
    const rules = newRules(change.was, change.is, direction);
    if (rules.length === 0) return [];
    const subjects = ends.filter(
      (end) =>
        end.namespace === subject.namespace &&
        end.pod !== undefined &&
        !end.onHost &&
        matchSelector(subject.pods, end.podLabels) === "yes",
    );
    const peers = ends.filter((end) => rules.some((rule) => matchPeers(rule.peers, end) === "yes"));
    return subjects.flatMap((one) =>
      peers.flatMap((other): OpenedPair[] => {
        const [from, to] = direction === "ingress" ? [other, one] : [one, other];
        const ranges = from === to ? [] : openedRanges(before, after, from, to);
        return ranges.length > 0 ? [{ from, to, ranges }] : [];
      }),
    );
  });
}
