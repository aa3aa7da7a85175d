/** Whether labels satisfy a selector of Calico's language. */
import { namespaceLabel, type Expression } from "./selector.ts";
import type { Labels } from "../selectors.ts";
import { everyHolds, negate, someHolds, type Tri } from "../tri.ts";

/** Labels as Calico sees them; keys that begin with one of `unread` may have values that were not read. */
export interface CalicoLabels {
  readonly labels: Labels;
  readonly unread: readonly string[];
}

const told = (holds: boolean): Tri => (holds ? "yes" : "no");

/** `!=` and `not in` hold without the label; every other comparison needs it. */
export function matchExpression(expression: Expression, set: CalicoLabels): Tri {
  switch (expression.is) {
    case "all":
      return "yes";
    case "global":
      return told(!Object.hasOwn(set.labels, namespaceLabel));
    case "not":
      return negate(matchExpression(expression.of, set));
    case "and":
      return everyHolds(expression.of, (one) => matchExpression(one, set));
    case "or":
      return someHolds(expression.of, (one) => matchExpression(one, set));
    default: {
      const value = Object.hasOwn(set.labels, expression.key) ? set.labels[expression.key] : undefined;
      if (value === undefined && set.unread.some((prefix) => expression.key.startsWith(prefix)))
        return "unknown";
      return told(compare(expression, value));
    }
  }
}

function compare(
  expression: Exclude<Expression, { is: "all" | "global" | "not" | "and" | "or" }>,
  value: string | undefined,
): boolean {
  switch (expression.is) {
    case "has":
      return value !== undefined;
    case "==":
      return value === expression.value;
    case "!=":
      return value !== expression.value;
    case "contains":
      return value?.includes(expression.value) === true;
    case "starts with":
      return value?.startsWith(expression.value) === true;
    case "ends with":
      return value?.endsWith(expression.value) === true;
    case "in":
      return value !== undefined && expression.values.includes(value);
    case "not in":
      return value === undefined || !expression.values.includes(value);
  }
}
