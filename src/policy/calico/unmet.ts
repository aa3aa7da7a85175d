/** What of a selector some labels do not satisfy, so that the difference can be named. */
import { accountPrefix, namespacePrefix } from "./keys.ts";
import { matchExpression, type CalicoLabels } from "./match.ts";
import type { Expression } from "./selector.ts";

/** One comparison that does not hold. */
export interface Unmet {
  /** As a person would write it: `app == 'web'`. */
  readonly wants: string;
  /** The label it is about, as Calico knows it; "" when it is about several or none. */
  readonly key: string;
  /** Values that would do. */
  readonly values: readonly string[];
}

function plainKey(key: string): string {
  const prefix = [namespacePrefix, accountPrefix].find((one) => key.startsWith(one));
  return prefix === undefined ? key : key.slice(prefix.length);
}

/** The selector as text, without the prefixes that inherited labels have. */
export function expressionText(expression: Expression): string {
  switch (expression.is) {
    case "all":
      return "all()";
    case "global":
      return "global()";
    case "not":
      return `!(${expressionText(expression.of)})`;
    case "and":
    case "or":
      return expression.of
        .map((one) => (one.is === "or" ? `(${expressionText(one)})` : expressionText(one)))
        .join(expression.is === "and" ? " && " : " || ");
    case "has":
      return `has(${plainKey(expression.key)})`;
    case "in":
    case "not in":
      return `${plainKey(expression.key)} ${expression.is} {${expression.values.map((value) => `'${value}'`).join(", ")}}`;
    default:
      return `${plainKey(expression.key)} ${expression.is} '${expression.value}'`;
  }
}

/** Every comparison that fails, of alternatives those of the nearest one; empty when the labels may satisfy the selector. */
export function unmet(expression: Expression, set: CalicoLabels): Unmet[] {
  if (matchExpression(expression, set) !== "no") return [];
  switch (expression.is) {
    case "and":
      return expression.of.flatMap((one) => unmet(one, set));
    case "or": {
      const [first, ...others] = expression.of.map((one) => unmet(one, set));
      return others.reduce((best, one) => (one.length < best.length ? one : best), first ?? []);
    }
    case "all":
    case "global":
    case "not":
      return [{ wants: expressionText(expression), key: "", values: [] }];
    default: {
      const { key } = expression;
      const values =
        expression.is === "==" ? [expression.value] : expression.is === "in" ? expression.values : [];
      return [{ wants: expressionText(expression), key, values }];
    }
  }
}
