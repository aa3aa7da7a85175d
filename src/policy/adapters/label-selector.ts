/** A Kubernetes LabelSelector into requirements. */
import type { Requirement, Selector } from "../selectors.ts";
import type { SelectorShape } from "./network-policy/schema.ts";
import { refuse, type Reading } from "./reading.ts";

const labelName = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const labelPrefix = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

function isLabelKey(key: string): boolean {
  const [name, prefix, ...rest] = key.split("/").reverse();
  return (
    rest.length === 0 &&
    name !== undefined &&
    labelName.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && labelPrefix.test(prefix)))
  );
}

const isLabelValue = (value: string): boolean => value === "" || labelName.test(value);

/**
 * Labels written right into a selector, or a slip in a field's name: an API server refuses them, and an older one drops them,
 * which leaves a selector of everything. No version of selectors has other fields than these.
 */
export function checkSelectorFields(
  reading: Reading,
  shape: object | null | undefined,
  path: string,
  fields: readonly string[] = ["matchLabels", "matchExpressions"],
): void {
  for (const [name, held] of Object.entries(shape ?? {}))
    if (!fields.includes(name) && held !== undefined && held !== null)
      refuse(reading, `${path}.${name}`, `a selector has no field ${name}: labels stand in matchLabels`);
}

/** matchLabels and matchExpressions must all hold. What an API server would refuse is noted. */
export function readSelector(reading: Reading, shape: SelectorShape, path: string): Selector {
  checkSelectorFields(reading, shape, path);
  const requirements: Requirement[] = Object.entries(shape.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: "In",
    values: [value],
  }));
  for (const [index, expression] of (shape.matchExpressions ?? []).entries()) {
    const { key, operator } = expression;
    const values = expression.values ?? [];
    const at = `${path}.matchExpressions[${index}]`;
    if (operator === "In" || operator === "NotIn") {
      if (values.length === 0) refuse(reading, `${at}.values`, `${operator} needs at least one value`);
      requirements.push({ key, operator, values });
    } else if (operator === "Exists" || operator === "DoesNotExist") {
      if (values.length > 0) refuse(reading, `${at}.values`, `${operator} takes no values`);
      requirements.push({ key, operator, values: [] });
    } else
      refuse(
        reading,
        `${at}.operator`,
        `"${operator}" is none of In, NotIn, Exists, DoesNotExist (they are case-sensitive)`,
      );
  }
  for (const { key, values } of requirements) {
    if (!isLabelKey(key)) refuse(reading, path, `"${key}" is not a label key`);
    for (const value of values)
      if (!isLabelValue(value)) refuse(reading, path, `"${value}" is not a label value`);
  }
  return requirements;
}
