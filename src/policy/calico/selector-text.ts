/**
 * A selector as Calico writes it back, which is what the names of its sets are made of. Source: libcalico-go selector/parser/ast.go.
 */
import type { Expression } from "./selector.ts";

/** One text for every way to write the same tree: spaces, quotes and the order of listed values make no difference. */
export function selectorText(expression: Expression): string {
  switch (expression.is) {
    case "all":
    case "global":
      return `${expression.is}()`;
    case "has":
      return `has(${expression.key})`;
    case "not":
      return `!${selectorText(expression.of)}`;
    case "and":
      return `(${expression.of.map(selectorText).join(" && ")})`;
    case "or":
      return `(${expression.of.map(selectorText).join(" || ")})`;
    case "in":
    case "not in": {
      const values = [...new Set(expression.values)].sort().map(quoted);
      return `${expression.key} ${expression.is} {${values.join(", ")}}`;
    }
    default:
      return `${expression.key} ${expression.is} ${quoted(expression.value)}`;
  }
}

function quoted(value: string): string {
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
