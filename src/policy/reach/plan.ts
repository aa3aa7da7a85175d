/** What one end's policies ask of the other end, with everything that is the same for all other ends settled. */
import { ruleSetsFor, type PolicyModel } from "../compile.ts";
import type { End } from "../match/ends.ts";
import { matchPeer } from "../match/peers.ts";
import type { DirectionName, PortMatch, Rule, RuleSet } from "../normal-form.ts";
import type { Seen } from "./classes.ts";
import type { PeerLists } from "./matched.ts";

export interface PlannedRule {
  /** Action, ports and conditions: rules of the same text do the same where they match. */
  readonly text: string;
  /** Its lists of peers: as they are, and for a mesh as they are in plain text. Empty: anyone. */
  readonly lists: readonly number[];
  /** Whether which ports these are depends on the destination. */
  readonly asksDestination: boolean;
}

interface PlannedSet {
  readonly text: string;
  readonly isolates: boolean;
  readonly rules: readonly PlannedRule[];
}

/** Ends with equal keys treat every other end alike. */
export interface Plan {
  readonly key: string;
  readonly direction: DirectionName;
  readonly subject: Seen;
  readonly ruleSets: readonly RuleSet[];
  readonly sets: readonly PlannedSet[];
  /** Distinct lists of peers. */
  readonly lists: readonly number[];
  /** Whether ports of the other end matter, as they may to who sends. */
  readonly asksOther: boolean;
  /** A number for the ports of the subject. */
  readonly ownPorts: number;
}

function asksDestination(port: PortMatch): boolean {
  switch (port.type) {
    case "named":
      return true;
    case "traffic":
      return (
        port.service !== undefined ||
        port.icmp !== undefined ||
        [...(port.ports ?? []), ...(port.notPorts ?? [])].some(asksDestination)
      );
    case "range":
    case "icmp":
    case "unreadable":
      return false;
  }
}

/** Texts of things that many ends share, made once each. */
class Texts {
  readonly #known = new Map<object, string>();

  of(thing: object): string {
    const text = this.#known.get(thing) ?? JSON.stringify(thing);
    this.#known.set(thing, text);
    return text;
  }
}

function planRule(rule: Rule, inMesh: boolean, subject: End, lists: PeerLists, texts: Texts): PlannedRule[] {
  const condition = rule.subject ? matchPeer(rule.subject, subject) : "yes";
  if (condition === "no") return [];
  const doubt = condition === "unknown" || rule.needs !== undefined ? "perhaps " : "";
  const ports = rule.ports ? texts.of(rule.ports) : "any";
  const mesh = `${rule.atZtunnel ?? ""} ${rule.onTcpPort ?? ""} ${rule.plainText === true ? "plain" : ""}`;
  const { peers } = rule;
  return [
    {
      text: `${doubt}${rule.action} ${ports} ${rule.icmp ?? ""} ${mesh} ${rule.needs === undefined ? "" : "needs"}`,
      lists: peers
        ? [lists.numberOf(peers, subject), ...(inMesh ? [lists.numberOf(peers, subject, true)] : [])]
        : [],
      asksDestination:
        (rule.atZtunnel ?? rule.onTcpPort) !== undefined || rule.ports?.some(asksDestination) === true,
    },
  ];
}

/**
 * A function that plans one direction of one end.
 * @param portsOf a number for an end: equal for ends that have the same ports under the same names.
 */
export function planner(
  model: PolicyModel,
  lists: PeerLists,
  portsOf: (end: End) => number,
): (subject: Seen, direction: DirectionName) => Plan {
  const texts = new Texts();
  return (subject, direction) => {
    const ruleSets = ruleSetsFor(model, subject.end, direction);
    // Between Calico's policies of one order names decide, differently in its versions.
    const named = ruleSets.some(({ api }) => api === "calico");
    const inMesh = ruleSets.some(({ tier }) => tier.layer !== undefined) ? subject.end.mesh : "";
    const sets = ruleSets.map(({ api, object, tier, order, isolates, rules }): PlannedSet => ({
      text: `${inMesh} ${texts.of(tier)} ${order} ${isolates ? "isolates" : ""} ${named ? `${api ?? ""} ${texts.of(object)}` : ""}`,
      isolates,
      rules: rules.flatMap((rule) => planRule(rule, tier.layer !== undefined, subject.end, lists, texts)),
    }));
    const rules = sets.flatMap((set) => set.rules);
    const asks = rules.some((rule) => rule.asksDestination);
    const ownPorts = asks && direction === "ingress" ? portsOf(subject.end) : -1;
    const body = sets.map(
      (set) => `${set.text}[${set.rules.map((rule) => `${rule.text} ${rule.lists.join(",")}`).join(";")}]`,
    );
    return {
      key: `${direction} ${subject.undecided ? "undecided" : ""} ${ownPorts} ${body.join(" ")}`,
      direction,
      subject,
      ruleSets,
      sets,
      lists: [...new Set(rules.flatMap((rule) => rule.lists))],
      asksOther: asks && direction === "egress",
      ownPorts,
    };
  };
}
