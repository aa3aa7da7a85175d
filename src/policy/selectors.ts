import { bounded } from "./bounded.ts";
import { closestWord } from "./match/similar.ts";
import { everyHolds, type Tri } from "./tri.ts";

export type Labels = Readonly<Record<string, string>>;

/** Labels of an object; `complete` is false when the object itself was not read and only some are sure. */
export interface LabelSet {
  readonly labels: Labels;
  readonly complete: boolean;
}

export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values: readonly string[];
}

/** All requirements must hold; none selects everything. */
export type Selector = readonly Requirement[];

/** A label may be called like something every object has: `constructor`. */
export function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function holds(requirement: Requirement, set: LabelSet): Tri {
  const value = labelOf(set.labels, requirement.key);
  if (value === undefined && !set.complete) return "unknown";
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.includes(value) ? "yes" : "no";
    case "NotIn":
      return value === undefined || !requirement.values.includes(value) ? "yes" : "no";
    case "Exists":
      return value === undefined ? "no" : "yes";
    case "DoesNotExist":
      return value === undefined ? "yes" : "no";
  }
}

/** NotIn and DoesNotExist hold for objects without the key; the empty string is a value like any other. */
export function matchSelector(selector: Selector, set: LabelSet): Tri {
  return everyHolds(selector, (requirement) => holds(requirement, set));
}

/** `app=client`, `tier in (a, b)`, `without tier`: as a person would say it. */
export function requirementText(requirement: Requirement): string {
  const { key, values } = requirement;
  switch (requirement.operator) {
    case "In":
      return values.length === 1 ? `${key}=${values[0] ?? ""}` : `${key} in (${bounded(values)})`;
    case "NotIn":
      return values.length === 1 ? `${key}!=${values[0] ?? ""}` : `${key} not in (${bounded(values)})`;
    case "Exists":
      return `${key} (any value)`;
    case "DoesNotExist":
      return `no label ${key}`;
  }
}

/** Requirements joined by commas; "" for a selector that selects everything. */
export function selectorText(selector: Selector): string {
  return bounded(selector.map(requirementText));
}

/** What an object has where a requirement wants something else. */
export interface SelectorMiss {
  readonly wants: string;
  /** `system-workspace`, or `no label app`. */
  readonly has: string;
  readonly key: string;
  /** A value that differs from the wanted one by a slip of the keyboard. */
  readonly looksLikeTypo: boolean;
}

export function selectorMisses(selector: Selector, set: LabelSet): SelectorMiss[] {
  return selector
    .filter((requirement) => holds(requirement, set) === "no")
    .map((requirement) => {
      const value = labelOf(set.labels, requirement.key);
      return {
        wants: requirementText(requirement),
        has: value === undefined ? `no label ${requirement.key}` : value === "" ? '""' : value,
        key: requirement.key,
        looksLikeTypo:
          requirement.operator === "In" &&
          value !== undefined &&
          closestWord(value, requirement.values) !== undefined,
      };
    });
}
