/** The decision, from rules and facts alone. */
import ipaddr from "ipaddr.js";
import { fitsAny } from "./glob.ts";
import { actions, anywhere, permits, type Action, type Asker, type Rule, type Rules } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** What is wanted. `about` is empty where that is not known yet, or does not matter. */
export interface Wish {
  readonly action: Action;
  readonly cluster: string;
  readonly about: readonly Subject[];
}

export interface Denial {
  readonly allowed: false;
  readonly reason: "not-listed" | "action" | "namespace" | "node" | "outside";
  /** What of it all is refused, where it is that. */
  readonly denied?: Subject;
  /** To the person refused, who named what is refused. */
  readonly sentence: string;
}
export type Verdict = { readonly allowed: true } | Denial;

/** The rules that let somebody do anything here. */
export function rulesOf(rules: Rules, asker: Asker, cluster: string): Rules {
  return rules.filter((rule) => fitsAny(rule.clusters, cluster) && isFor(rule, asker));
}

/**
 * The rules that hold for a person, place, cluster and action, as one text: whoever has the same may be told the same answer.
 */
export function rightsOf(rules: Rules, asker: Asker, { action, cluster }: Omit<Wish, "about">): string {
  return rules
    .flatMap((rule, index) =>
      fitsAny(rule.clusters, cluster) && isFor(rule, asker) && permits(rule, action) ? [index] : [],
    )
    .join(" ");
}

/** Whether some rule lets them do this about everything in the cluster, as the three lists do. */
export function mayAskOfAll(rules: Rules, asker: Asker, { action, cluster }: Omit<Wish, "about">): boolean {
  return rules.some(
    (rule) =>
      fitsAny(rule.clusters, cluster) &&
      isFor(rule, asker) &&
      permits(rule, action) &&
      [rule.namespaces, rule.nodes].every((patterns) => patterns.length === 1 && patterns[0] === "*"),
  );
}

/** Every subject has to be allowed by one of the rules for this person, place, cluster and action. */
export function decide(rules: Rules, asker: Asker, { action, cluster, about }: Wish): Verdict {
  const here = rules.filter((rule) => fitsAny(rule.clusters, cluster));
  const forThem = rulesOf(rules, asker, cluster);
  if (forThem.length === 0) return refuse("not-listed", `You may not ask here.`, whoMay(here, action, []));
  const forThis = forThem.filter((rule) => permits(rule, action));
  if (forThis.length === 0)
    return refuse("action", `You may not ${actions[action]} here.`, whoMay(here, action, about));
  const denied = about.find((subject) => !forThis.some((rule) => covers(rule, subject)));
  if (denied === undefined) return { allowed: true };
  const { reason, words } = wordsOf(denied);
  const sentence = `You may not ${doing(action)} ${words} here.`;
  return { ...refuse(reason, sentence, whoMay(here, action, [denied])), denied };
}

/** Whether a rule lets anybody at all do this there: then whoever reads it may be shown how, and is asked who they are when they do. */
export function somebodyMay(
  rules: Rules,
  { action, cluster, about, channel }: Wish & Pick<Asker, "channel">,
): boolean {
  const here = rules.filter(
    (rule) =>
      permits(rule, action) &&
      fitsAny(rule.clusters, cluster) &&
      (rule.channels.length === 0 || rule.channels.includes(channel)),
  );
  return here.length > 0 && about.every((subject) => here.some((rule) => covers(rule, subject)));
}

/** What goes on with a namespace, a node or an address. */
function doing(action: Action): string {
  switch (action) {
    case "apply":
    case "approve":
      return `${actions[action]} in`;
    case "capture":
      return `${actions[action]} to or from`;
    default:
      return "ask about";
  }
}

function isFor({ users, groups, channels }: Rule, { user, channel, groups: theirs }: Asker): boolean {
  const anyone = users.length + groups.length === 0;
  return (
    (anyone || users.includes(user) || groups.some((group) => theirs.includes(group))) &&
    (channels.length === 0 || channel === anywhere || channels.includes(channel))
  );
}

function covers(rule: Rule, subject: Subject): boolean {
  if ("namespace" in subject) return fitsAny(rule.namespaces, subject.namespace);
  if ("node" in subject) return fitsAny(rule.nodes, subject.node);
  return ipaddr.isValid(subject.outside)
    ? rule.outside.some((block) => block === "*" || isIn(subject.outside, block))
    : fitsAny(rule.outside, subject.outside.replace(/\.$/, ""));
}

function isIn(address: string, block: string): boolean {
  if (!ipaddr.isValidCIDR(block)) return false;
  const own = ipaddr.process(address);
  const [network, bits] = ipaddr.parseCIDR(block);
  return own.kind() === network.kind() && own.match(network, bits);
}

function wordsOf(subject: Subject): { readonly reason: Denial["reason"]; readonly words: string } {
  if ("namespace" in subject) return { reason: "namespace", words: `namespace ${subject.namespace}` };
  if ("node" in subject) return { reason: "node", words: `node ${subject.node}` };
  return { reason: "outside", words: `${subject.outside}, which is outside of the cluster,` };
}

/** At most so many rules are named to somebody who may not. */
const mostNamed = 3;

function whoMay(rules: Rules, action: Action, about: readonly Subject[]): string {
  const names = rules
    .filter((rule) => permits(rule, action) && about.every((subject) => covers(rule, subject)))
    .map(({ name }) => name);
  const [last, ...others] = [...new Set(names)].slice(0, mostNamed).reverse();
  if (last === undefined) return "Whoever runs netdiag can say who may.";
  return `Who may: ${others.length === 0 ? last : `${others.reverse().join(", ")} or ${last}`}.`;
}

function refuse(reason: Denial["reason"], sentence: string, who: string): Denial {
  return { allowed: false, reason, sentence: `${sentence} ${who}` };
}
