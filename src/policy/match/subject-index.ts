/**
 * Rule sets found by the labels of the pod and the namespace they may select, so that one pod asks few of them. Labels go by
 * the names Calico gives them, which keep those of the pod and of its namespace apart; each is looked up as `key=value` and
 * as `key`.
 */
import { namespacePrefix } from "../calico/keys.ts";
import { namespaceLabel, type Expression } from "../calico/selector.ts";
import type { RuleSet, Subject } from "../normal-form.ts";
import { lazy } from "../lazy.ts";
import type { End } from "./ends.ts";
import { matchSelector, type Labels, type Selector } from "../selectors.ts";

export interface SubjectIndex {
  readonly ruleSets: readonly RuleSet[];
  /** Places in `ruleSets`, each under labels of which the subject has one, or under none. */
  readonly read: Buckets;
  /** The same for a pod whose namespace was not read: of that one only the name is known. */
  readonly unread: () => Buckets;
}

interface Buckets {
  readonly byLabel: ReadonlyMap<string, readonly number[]>;
  readonly unlabelled: readonly number[];
}

/** The names of namespaces, which are known without reading them. */
const nameKeys: readonly string[] = [
  namespaceLabel,
  `${namespacePrefix}projectcalico.org/name`,
  `${namespacePrefix}kubernetes.io/metadata.name`,
];

function required(selector: Selector | undefined, prefix = ""): Expression[] {
  return (selector ?? []).flatMap(({ key, operator, values }): Expression[] =>
    operator === "In"
      ? [{ is: "in", key: `${prefix}${key}`, values }]
      : operator === "Exists"
        ? [{ is: "has", key: `${prefix}${key}` }]
        : [],
  );
}

function conditionOf({ pods, namespaces, end }: Subject): Expression {
  const own: readonly Expression[] = end?.type === "expression" ? [end.expression] : [];
  return { is: "and", of: [...required(pods), ...required(namespaces, namespacePrefix), ...own] };
}

/** Labels of which everything that fits has one; undefined where absence fits too, or what is not always read. */
function labelsOf(expression: Expression, isKnown: (key: string) => boolean): readonly string[] | undefined {
  if (!("key" in expression) || !isKnown(expression.key)) return undefined;
  switch (expression.is) {
    case "==":
      return [`${expression.key}=${expression.value}`];
    case "in":
      return expression.values.map((value) => `${expression.key}=${value}`);
    case "!=":
    case "not in":
      return undefined;
    default:
      return [expression.key];
  }
}

type Chosen = readonly string[] | undefined;

/** Of what must hold, the part that the fewest share; of alternatives, all of them. */
function rarest(
  expression: Expression,
  isKnown: (key: string) => boolean,
  shared: (labels: readonly string[]) => number,
): Chosen {
  switch (expression.is) {
    case "and":
      return expression.of
        .map((one) => rarest(one, isKnown, shared))
        .reduce<Chosen>(
          (best, one) => (one && (!best || shared(one) < shared(best)) ? one : best),
          undefined,
        );
    case "or": {
      const each = expression.of.map((one) => rarest(one, isKnown, shared));
      return each.includes(undefined) ? undefined : [...new Set(each.flatMap((labels) => labels ?? []))];
    }
    default:
      return labelsOf(expression, isKnown);
  }
}

function* everyLabel(expression: Expression, isKnown: (key: string) => boolean): Iterable<string> {
  if (expression.is === "and" || expression.is === "or")
    for (const one of expression.of) yield* everyLabel(one, isKnown);
  else yield* labelsOf(expression, isKnown) ?? [];
}

function bucketsOf(ruleSets: readonly RuleSet[], isKnown: (key: string) => boolean): Buckets {
  const conditions = ruleSets.map(({ subject }) => conditionOf(subject));
  const counts = new Map<string, number>();
  for (const condition of conditions)
    for (const label of everyLabel(condition, isKnown)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const shared = (labels: readonly string[]): number =>
    labels.reduce((sum, label) => sum + (counts.get(label) ?? 0), 0);
  const byLabel = new Map<string, number[]>();
  const unlabelled: number[] = [];
  for (const [place, condition] of conditions.entries()) {
    const labels = rarest(condition, isKnown, shared);
    if (!labels) unlabelled.push(place);
    for (const label of labels ?? []) {
      const held = byLabel.get(label);
      if (held) held.push(place);
      else byLabel.set(label, [place]);
    }
  }
  return { byLabel, unlabelled };
}

/** The labels of service accounts and of other things Calico adds are not always read. */
const isAlwaysRead = (key: string): boolean =>
  nameKeys.includes(key) || !/^(?:pcns|pcsa)\.|^projectcalico\.org\//.test(key);

export function indexSubjects(ruleSets: readonly RuleSet[]): SubjectIndex {
  const isRead = (key: string): boolean => isAlwaysRead(key) || key.startsWith(namespacePrefix);
  return {
    ruleSets,
    read: bucketsOf(ruleSets, isRead),
    unread: lazy(() => bucketsOf(ruleSets, isAlwaysRead)),
  };
}

function* lookedUp(labels: Labels, prefix = ""): Iterable<string> {
  for (const [key, value] of Object.entries(labels)) {
    yield `${prefix}${key}`;
    yield `${prefix}${key}=${value}`;
  }
}

/** Those whose selector of pods this pod fits, in the order they were given. */
export function selecting(index: SubjectIndex, { podLabels, namespace, namespaceLabels }: End): RuleSet[] {
  const { byLabel, unlabelled } = namespaceLabels.complete ? index.read : index.unread();
  const places = new Set(unlabelled);
  for (const label of [
    ...lookedUp(podLabels.labels),
    ...lookedUp(namespaceLabels.labels, namespacePrefix),
    ...lookedUp({ [namespaceLabel]: namespace, [`${namespacePrefix}projectcalico.org/name`]: namespace }),
  ])
    for (const place of byLabel.get(label) ?? []) places.add(place);
  return [...places]
    .sort((one, other) => one - other)
    .flatMap((place) => index.ruleSets[place] ?? [])
    .filter(({ subject }) => matchSelector(subject.pods, podLabels) === "yes");
}
