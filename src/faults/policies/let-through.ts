/** What two faults share: packets that the policies deny, and a node that lets them pass. */
import type { Because } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { ObjectRef } from "../../model/kubernetes.ts";
import { chainsByName, policiesAsked, type PolicyChain } from "../../netstack/enforcers/policy-names.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { FirewallView, RuleWay } from "../../journey/hops/firewall.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { means } from "../../journey/policies/policies-meant.ts";
import { directionsAt } from "../../journey/policies/behind-a-rule.ts";

export interface LetThrough {
  readonly direction: DirectionName;
  /** The policies that deny: the one whose rule does, or all that isolate. The first is named. */
  readonly denying: readonly [ObjectRef, ...ObjectRef[]];
  /** Those of them whose chains the packets went through. */
  readonly asked: readonly PolicyChain[];
  /** The flow's own way through the node's rules; undefined when they were not read. */
  readonly way: RuleWay | undefined;
  readonly because: readonly Because[];
}

/** Undefined unless policies deny a direction that is decided at this hop, and every packet was seen to get past it. */
export function letThrough(
  policy: Explanation,
  view: FirewallView | undefined,
  passage: Passage | undefined,
  attempts: Attempts | undefined,
  hop: Hop,
  flow: Flow,
): LetThrough | undefined {
  const direction = directionsAt(hop, flow).find((one) => policy[one].verdict === "deny");
  const proof = passed(hop, passage, attempts);
  if (!direction || proof.length === 0) return undefined;
  const said = policy[direction];
  const [first, ...others] = said.deniedBy ? [said.deniedBy.object] : said.isolatedBy;
  if (!first) return undefined;
  const denying = [first, ...others] as const;
  const way = view?.ways.find(({ packet }) => packet === "inner");
  const asked = way
    ? policiesAsked(way.walk.trail, chainsByName(view?.rules.rulesets ?? [])).filter(({ policy: name }) =>
        denying.some((ref) => means(name, ref) && (name.direction ?? direction) === direction),
      )
    : [];
  return {
    direction,
    denying: [first, ...others],
    asked,
    way,
    because: [{ source: "model", says: said.sentence, quote: said.walkthrough.join("\n") }, ...proof],
  };
}

/** What proves that every packet got past a hop: answers do, and so do packets seen to leave it. Empty when nothing does. */
function passed(hop: Hop, passage: Passage | undefined, attempts: Attempts | undefined): readonly Because[] {
  if (!attempts || attempts.sent === 0) return [];
  // Answered though none came here, or none went on: somebody else answers in the target's name.
  const elsewhere = passage !== undefined && (passage.in === 0 || passage.out === 0);
  const answered = attempts.answered === attempts.sent && !elsewhere;
  const left = passage?.out ?? 0;
  const seen = hop.deviceOut !== undefined && left >= attempts.sent;
  if (!answered && !seen) return [];
  return [
    ...(answered
      ? [
          {
            source: "probe" as const,
            says: `${attempts.answered} of ${attempts.sent} fresh packets from the source were answered`,
          },
        ]
      : []),
    ...(seen
      ? [
          {
            source: "kernel" as const,
            says: `${hop.node ?? hop.name} sent ${left} packets on through ${hop.deviceOut ?? "an interface"}`,
          },
        ]
      : []),
  ];
}
