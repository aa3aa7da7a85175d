import type { Condition } from "../rules/conditions.ts";
import { evaluateAll, resolveSet, type Asked } from "./evaluate.ts";
import { ipsetMembership } from "./ipset-lookup.ts";
import { membership } from "./set-lookup.ts";

/** Whether a condition holds. `probability` of a maybe is undefined when nobody can tell it. */
export type Answer =
  | { readonly is: "yes" }
  | { readonly is: "no" }
  | { readonly is: "maybe"; readonly why: string; readonly probability?: number };

const yes: Answer = { is: "yes" };
const no: Answer = { is: "no" };

/** Asks a condition about a packet. */
export function check(condition: Condition, asked: Asked): Answer {
  switch (condition.kind) {
    case "constant":
      return condition.matches ? yes : no;
    case "among":
      return checkAmong(condition, asked);
    case "tracked":
      return checkTracked(condition, asked);
    case "ipset":
      return checkIpset(condition, asked);
    case "any-of":
      return negated(anyOf(condition.of.map((part) => check(part, asked))), condition.negate);
    case "reverse-path": {
      const passes = asked.context.rpfilterPasses;
      if (passes === undefined) return maybe("the reverse path of the packet is not known");
      return passes === condition.passes ? yes : no;
    }
    case "bridged": {
      const bridged = asked.packet.bridged;
      if (bridged === undefined) return maybe("it is not known whether the packet is bridged");
      return bridged !== condition.negate ? yes : no;
    }
    case "chance":
      return { is: "maybe", why: "by chance", probability: condition.probability };
    case "unknown":
      return maybe(`not understood: ${condition.text}`);
  }
}

function checkAmong(condition: Extract<Condition, { kind: "among" }>, asked: Asked): Answer {
  const set = resolveSet(condition.set, asked);
  if (!set) return maybe(`set ${"set" in condition.set ? condition.set.set : ""} was not read`);
  const answers = evaluateAll(condition.key, asked).map(({ parts, probability }) => ({
    // What does not exist in this packet ends an nft rule, negated or not.
    is: parts.includes(null) ? "no" : negatedWord(membership(set, parts), condition.negate),
    probability,
  }));
  if (answers.every(({ is }) => is === "yes")) return yes;
  if (answers.every(({ is }) => is === "no")) return no;
  if (answers.some(({ is }) => is === "maybe")) return maybe("part of what it compares is not known");
  if (answers.some(({ probability }) => probability === undefined))
    return maybe("decided by a hash or a count");
  return {
    is: "maybe",
    why: "by chance",
    probability: answers.reduce(
      (sum, { is, probability = 0 }) => (is === "yes" ? sum + probability : sum),
      0,
    ),
  };
}

function checkTracked(condition: Extract<Condition, { kind: "tracked" }>, asked: Asked): Answer {
  const { state, dnat, snat } = asked.packet;
  const bits: Readonly<Record<string, boolean | undefined>> = {
    DNAT: dnat ?? false,
    SNAT: snat ?? false,
    SEEN_REPLY: state === undefined ? undefined : state === "ESTABLISHED",
    CONFIRMED: state === undefined ? undefined : state === "ESTABLISHED",
    ASSURED: state === "NEW" ? false : undefined,
    EXPECTED: state === "NEW" ? false : undefined,
  };
  const answers = condition.any.map((word): Answer => {
    const known = word in bits ? bits[word] : state === undefined ? undefined : state === word;
    return known === undefined ? maybe("the connection's state is not known") : known ? yes : no;
  });
  return negated(anyOf(answers), condition.negate);
}

function checkIpset(condition: Extract<Condition, { kind: "ipset" }>, asked: Asked): Answer {
  const { sets, setsAbout } = asked.context;
  if (!sets?.has(condition.set)) return maybe(`ipset ${condition.set} was not read`);
  const { source, destination } = asked.packet;
  const needed = condition.directions.map((direction) => (direction === "src" ? source : destination));
  const unread = setsAbout && needed.find((address) => !setsAbout.includes(address));
  if (unread !== undefined) return maybe(`ipset ${condition.set} was not read for ${unread}`);
  const is = ipsetMembership(sets, condition.set, condition.directions, asked.packet);
  return is === "maybe"
    ? maybe(`membership in ipset ${condition.set} cannot be told`)
    : negated(is === "yes" ? yes : no, condition.negate);
}

function anyOf(answers: readonly Answer[]): Answer {
  return (
    answers.find((answer) => answer.is === "yes") ?? answers.find((answer) => answer.is === "maybe") ?? no
  );
}

function negated(answer: Answer, negate: boolean): Answer {
  if (!negate || answer.is === "maybe") return answer;
  return answer.is === "yes" ? no : yes;
}

function negatedWord(word: "yes" | "no" | "maybe", negate: boolean): "yes" | "no" | "maybe" {
  return !negate || word === "maybe" ? word : word === "yes" ? "no" : "yes";
}

function maybe(why: string): Answer {
  return { is: "maybe", why };
}
