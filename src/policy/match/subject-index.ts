/** Rule sets of one namespace, found by the labels of the pod they may select. */
import { matchSelector, type Labels, type Selector } from "./selectors.ts";
import type { RuleSet } from "../normal-form.ts";

export interface SubjectIndex {
  /** By one label the subject must have (`app=web`), so that one pod asks only what may select it. */
  readonly byLabel: ReadonlyMap<string, readonly RuleSet[]>;
  readonly unlabelled: readonly RuleSet[];
}

function oneNeededLabel(selector: Selector): string | undefined {
  const equality = selector.find(({ operator, values }) => operator === "In" && values.length === 1);
  return equality ? `${equality.key}=${equality.values[0] ?? ""}` : undefined;
}

export function indexSubjects(ruleSets: Iterable<RuleSet>): SubjectIndex {
  const byLabel = new Map<string, RuleSet[]>();
  const unlabelled: RuleSet[] = [];
  for (const ruleSet of ruleSets) {
    const label = oneNeededLabel(ruleSet.subject.pods);
    const found = label === undefined ? unlabelled : byLabel.get(label);
    if (found) found.push(ruleSet);
    else if (label !== undefined) byLabel.set(label, [ruleSet]);
  }
  return { byLabel, unlabelled };
}

/** Those that select a pod with these labels, in no particular order. */
export function selecting(index: SubjectIndex, labels: Labels): RuleSet[] {
  const set = { labels, complete: true };
  const candidates = [
    ...index.unlabelled,
    ...Object.entries(labels).flatMap(([key, value]) => index.byLabel.get(`${key}=${value}`) ?? []),
  ];
  return candidates.filter((ruleSet) => matchSelector(ruleSet.subject.pods, set) === "yes");
}
