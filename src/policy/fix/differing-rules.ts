/** What of its rules only one of two versions of a policy has. */
import type { Rule, RuleSet, Subject } from "../normal-form.ts";

interface Placed {
  readonly subject: Subject;
  readonly rule: Rule;
}

/** Its place in the list may shift without a difference. Rule sets of one policy may select others each. */
const meaning = ({ subject, rule }: Placed): string => JSON.stringify([subject, { ...rule, index: 0 }]);

const texts = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(one));

/** Those of the first that the second does not have. */
function onlyIn<One extends object>(list: readonly One[], others: readonly One[]): readonly One[] {
  const known = new Set(texts(others));
  return list.filter((one) => !known.has(JSON.stringify(one)));
}

/** Alternatives that both versions of a rule have admit the same: what is left of each beside them. */
function apart(one: Rule, other: Rule, list: "peers" | "ports"): Rule[] | undefined {
  const [mine, theirs] = [one[list], other[list]];
  if (!mine || !theirs || meaningWithout(one, list) !== meaningWithout(other, list)) return undefined;
  const left = (rule: Rule, own: readonly object[], others: readonly object[]): Rule[] => {
    const rest = onlyIn(own, others);
    return rest.length > 0 ? [{ ...rule, [list]: rest }] : [];
  };
  return [...left(one, mine, theirs), ...left(other, theirs, mine)];
}

const meaningWithout = (rule: Rule, list: "peers" | "ports"): string =>
  JSON.stringify({ ...rule, index: 0, [list]: [] });

/** Rules that only one of the two has, for somebody; of one that was changed, what was changed. */
export function differingRules(was: readonly RuleSet[], is: readonly RuleSet[]): Rule[] {
  const rulesOf = (ruleSets: readonly RuleSet[]): Map<string, Placed> =>
    new Map(
      ruleSets
        .flatMap(({ subject, rules }) => rules.map((rule): Placed => ({ subject, rule })))
        .map((placed) => [meaning(placed), placed]),
    );
  const [old, next] = [rulesOf(was), rulesOf(is)];
  const gone = [...old].flatMap(([key, placed]) => (next.has(key) ? [] : [placed]));
  const added = [...next].flatMap(([key, placed]) => (old.has(key) ? [] : [placed]));
  const [one, other] = [gone[0], added[0]];
  const isOne = gone.length === 1 && added.length === 1;
  if (isOne && one && other && JSON.stringify(one.subject) === JSON.stringify(other.subject)) {
    const changed = apart(one.rule, other.rule, "peers") ?? apart(one.rule, other.rule, "ports");
    if (changed) return changed;
  }
  return [...gone, ...added].map(({ rule }) => rule);
}
