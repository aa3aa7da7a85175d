/** A verdict about policies is only as good as what could be read of them. */
import type { Flow } from "../../model/flow.ts";
import type { ClusterSnapshot, NotRead } from "../../model/snapshot.ts";
import type { Direction, Explanation } from "../../policy/explain/explain.ts";
import { combine } from "../../policy/verdict/evaluate.ts";

/** The policies missing for each end of a flow; those of ends that are no pods only where they may be about anything. */
export function unreadFor(
  flow: Flow,
  { notRead }: Pick<ClusterSnapshot, "notRead">,
): Readonly<Record<Direction["direction"], readonly NotRead[]>> {
  const about = (end: Flow["from"]): readonly NotRead[] =>
    notRead.filter(
      ({ policiesOf }) =>
        policiesOf === "all" || (end.type === "pod" && policiesOf?.includes(end.namespace) === true),
    );
  return { egress: about(flow.from), ingress: about(flow.to) };
}

/**
 * What was read allows: what was not read may deny, so it cannot be told. What was read denies: that stands, unless
 * something unread goes before it, which is said.
 */
export function asFarAsRead(
  explanation: Explanation,
  unread: Readonly<Record<Direction["direction"], readonly NotRead[]>>,
): Explanation {
  const egress = weakened(explanation.egress, unread.egress);
  const ingress = weakened(explanation.ingress, unread.ingress);
  if (egress === explanation.egress && ingress === explanation.ingress) return explanation;
  const verdict = combine(egress.verdict, ingress.verdict);
  if (verdict === explanation.verdict) return { ...explanation, egress, ingress };
  const missing = [...new Set([...unread.egress, ...unread.ingress].map(({ what }) => what))];
  return {
    verdict,
    egress,
    ingress,
    sentence: `${explanation.sentence}, as far as could be read; ${listed(missing)} could not be read`,
  };
}

function weakened(direction: Direction, unread: readonly NotRead[]): Direction {
  if (unread.length === 0 || direction.verdict === "undecidable") return direction;
  const missing = listed(unread.map(({ what }) => what));
  const { walkthrough, sentence } = direction;
  if (direction.verdict === "deny")
    return {
      ...direction,
      walkthrough: [
        ...walkthrough.slice(0, -1),
        `${missing} could not be read and might overrule this`,
        ...walkthrough.slice(-1),
      ],
    };
  return {
    ...direction,
    verdict: "undecidable",
    sentence: `${sentence}, as far as could be read; ${missing} could not be read`,
    walkthrough: [...walkthrough, `${missing} could not be read and might deny it: it cannot be told`],
  };
}

const shown = 4;

/** `Tiers, NetworkSets and 3 more`. */
function listed(whats: readonly string[]): string {
  const more = whats.length - shown;
  return `${whats.slice(0, shown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
