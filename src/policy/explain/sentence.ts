/** What a person would say about a direction that denies. */
import type { Asked } from "../verdict/decide.ts";
import type { Peer, RuleSet } from "../normal-form.ts";
import type { RuleMiss } from "./nearest-miss.ts";
import { towardsText } from "../match/ports.ts";
import { either, peerText, portsText } from "./wording.ts";

/** More peers than this are counted, not listed. */
const listed = 3;

const onlyPortDiffers = ({ misses }: RuleMiss): boolean =>
  misses.length > 0 && misses.every(({ kind }) => ["port", "protocol", "namedPort"].includes(kind));

/** Peers of all rules, the nearest first, without repeats. */
function admitted(ruleSets: readonly RuleSet[], nearest: Peer | undefined): string {
  const texts = new Set(
    [
      ...(nearest ? [nearest] : []),
      ...ruleSets.flatMap(({ rules }) => rules.flatMap(({ peers }) => peers ?? [])),
    ]
      .filter((peer) => peer.type !== "unreadable")
      .map(peerText),
  );
  const all = [...texts];
  const shown = all.slice(0, listed);
  return all.length > listed
    ? `${shown.join(", ")} and ${all.length - listed} more kinds of peer`
    : either(shown);
}

/**
 * `productpage accepts only pods of namespaces labelled kubesphere.io/workspace=demo; ingress-nginx's
 * namespace has system-workspace`.
 */
export function denialSentence(
  isolating: readonly RuleSet[],
  nearest: RuleMiss | undefined,
  asked: Asked,
): string {
  const ingress = asked.direction === "ingress";
  const subject = ingress ? asked.to.name : asked.from.name;
  const other = ingress ? asked.from.name : asked.to.name;
  const tail = nearest?.misses[0]?.tail;
  if (!nearest || tail === undefined)
    return ingress ? `${subject} accepts no connections at all` : `${subject} may not open any connection`;
  if (onlyPortDiffers(nearest)) {
    const ports = portsText(nearest.rule.ports);
    const goes = towardsText(asked.towards);
    const who = nearest.rule.peers ? other : "anyone";
    return ingress
      ? `${subject} accepts ${who} only on ${ports}; this goes to ${goes}`
      : `${subject} may reach ${who} only on ${ports}; this goes to ${goes}`;
  }
  const who = admitted(isolating, nearest.peer);
  if (who === "") return `${subject} ${ingress ? "accepts nobody" : "may reach nobody"}: ${tail}`;
  return `${subject} ${ingress ? "accepts only" : "may only reach"} ${who}; ${tail}`;
}
