import type { LabelSelector } from "../../../../src/model/kubernetes.ts";

type Labels = Readonly<Record<string, string>>;

interface Term {
  /** In the spelling Calico gives its own selectors; sets are named by it. */
  readonly text: string;
  readonly admits: (labels: Labels) => boolean;
}

const quote = (value: string): string => JSON.stringify(value);

function expressionTerm(key: string, operator: string, values: readonly string[], prefix: string): Term {
  const name = prefix + key;
  const listed = `{${[...values].sort().map(quote).join(", ")}}`;
  switch (operator) {
    case "In":
      return {
        text: `${name} in ${listed}`,
        admits: (labels) => {
          const value = labels[key];
          return value !== undefined && values.includes(value);
        },
      };
    case "NotIn":
      return {
        text: `${name} not in ${listed}`,
        admits: (labels) => {
          const value = labels[key];
          return value === undefined || !values.includes(value);
        },
      };
    case "Exists":
      return { text: `has(${name})`, admits: (labels) => labels[key] !== undefined };
    case "DoesNotExist":
      return { text: `!has(${name})`, admits: (labels) => labels[key] === undefined };
    default:
      throw new Error(`no such label selector operator: ${operator}`);
  }
}

function termsOf(selector: LabelSelector, prefix: string): Term[] {
  const equalities = Object.entries(selector.matchLabels ?? {}).sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return [
    ...equalities.map(([key, value]) => ({
      text: `${prefix}${key} == ${quote(value)}`,
      admits: (labels: Labels) => labels[key] === value,
    })),
    ...(selector.matchExpressions ?? []).map(({ key, operator, values }) =>
      expressionTerm(key, operator, values ?? [], prefix),
    ),
  ];
}

const conjunction = (texts: readonly string[]): string =>
  texts.length === 1 ? texts.join("") : `(${texts.join(" && ")})`;

/** Whether the labels satisfy every part of the selector; an empty one admits everything. Throws on an unknown operator. */
export function admits(selector: LabelSelector, labels: Labels): boolean {
  return termsOf(selector, "").every((term) => term.admits(labels));
}

/** The selector over pods in Calico's words. */
export function podSelectorText(selector: LabelSelector): string {
  return conjunction([
    'projectcalico.org/orchestrator == "k8s"',
    ...termsOf(selector, "").map((term) => term.text),
  ]);
}

/** The selector over namespaces in Calico's words, as it is asked of a pod: namespace labels carry `pcns.`. */
export function namespaceSelectorText(selector: LabelSelector): string {
  const texts = termsOf(selector, "pcns.").map((term) => term.text);
  return texts.length === 0 ? "has(projectcalico.org/namespace)" : conjunction(texts);
}
