import { createHash } from "node:crypto";

/** One rule in Felix's own spelling; without match and action it only carries its comments. */
export interface Rule {
  readonly comments?: readonly string[];
  readonly match?: string;
  readonly action?: string;
}

const hashLength = 16;

/**
 * The chain's `-A` lines, each with Felix's `cali:` comment: a SHA-224 over the chain's name and then over each rule with the
 * hash before it, so a rule's hash changes when anything above it does (felix/iptables: Chain.RuleHashes).
 */
export function renderChain(name: string, rules: readonly Rule[]): string[] {
  let previous = createHash("sha224").update(name).digest();
  return rules.map((rule) => {
    const comments = (rule.comments ?? []).map((comment) => `-m comment --comment "${comment}"`);
    const rest = [...comments, rule.match, rule.action].filter((part) => part !== undefined && part !== "");
    previous = createHash("sha224")
      .update(previous)
      .update(["-A", name, "HASH", ...rest].join(" "))
      .digest();
    const hash = previous.toString("base64url").slice(0, hashLength);
    return ["-A", name, `-m comment --comment "cali:${hash}"`, ...rest].join(" ");
  });
}

/** The chain, or nothing, as an entry of a table's chains. */
export function chain(name: string, rules: readonly Rule[] = []): [string, string[]] {
  return [name, renderChain(name, rules)];
}
