/**
 * Small edits of a label selector that keeps an end out by one condition: what is mistyped is put right, what is narrower
 * than needed is widened. What a selector leaves out in so many words (NotIn, DoesNotExist) stays left out.
 */
import { labelOf, matchSelector, requirementText, type Labels, type Requirement } from "../../selectors.ts";
import type { SelectorShape } from "../../adapters/network-policy/schema.ts";
import { add, remove, replace, type JsonPatch, type Path } from "../json-patch.ts";
import type { IsHeld } from "../known-labels.ts";
import { lastingLabels } from "../pod-labels.ts";
import { isSlip } from "../slips.ts";

export interface SelectorEdit {
  readonly action: "correct" | "widen-peer";
  /** `correct app=cleint, which no pod read has, to app=client`. */
  readonly what: string;
  /** Relies on the selector being as it was given. */
  readonly patch: readonly JsonPatch[];
  /** What the edit lets in, beside what was in. */
  readonly admits: readonly Requirement[];
}

interface Condition {
  readonly requirement: Requirement;
  /** As written: Cilium's keys carry a prefix. */
  readonly key: string;
  readonly form: "label" | "expression";
  readonly at: Path;
}

export interface Selecting {
  readonly shape: SelectorShape;
  readonly at: Path;
  readonly labels: Labels;
  readonly isHeld: IsHeld;
  /** `pod` or `namespace`. */
  readonly noun: string;
  /** The plain label key behind a written one; undefined: the condition is not about these labels. */
  readonly plain?: (key: string) => string | undefined;
}

const operators = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

function conditionsOf({ shape, at, plain = (key) => key }: Selecting): Condition[] {
  const labels = Object.entries(shape.matchLabels ?? {}).flatMap(([written, value]): Condition[] => {
    const key = plain(written);
    if (key === undefined) return [];
    const requirement: Requirement = { key, operator: "In", values: [value] };
    return [{ requirement, key: written, form: "label", at: [...at, "matchLabels", written] }];
  });
  const expressions = (shape.matchExpressions ?? []).flatMap((expression, index): Condition[] => {
    const key = plain(expression.key);
    const operator = operators.find((one) => one === expression.operator);
    if (key === undefined || !operator) return [];
    const requirement: Requirement = { key, operator, values: expression.values ?? [] };
    return [{ requirement, key: expression.key, form: "expression", at: [...at, "matchExpressions", index] }];
  });
  return [...labels, ...expressions];
}

/** Another value, for a condition that asks for a value nothing has. */
function rightValue({ requirement, form, at }: Condition, has: string, selecting: Selecting): SelectorEdit[] {
  const { key, values } = requirement;
  return values.flatMap((wrong, index): SelectorEdit[] => {
    if (selecting.isHeld(key, wrong) || !isSlip(wrong, has)) return [];
    const path = form === "label" ? at : [...at, "values", index];
    return [
      {
        action: "correct",
        what: `correct ${key}=${wrong}, which no ${selecting.noun} read has, to ${key}=${has}`,
        patch: [replace(path, has)],
        admits: [{ key, operator: "In", values: [has] }],
      },
    ];
  });
}

/** Another key, for a condition on a key nothing has. */
function rightKey({ requirement, key: written, form, at }: Condition, selecting: Selecting): SelectorEdit[] {
  const { key: wrong, operator, values } = requirement;
  if (selecting.isHeld(wrong) || operator === "NotIn" || operator === "DoesNotExist") return [];
  return Object.entries(selecting.labels).flatMap(([key, value]): SelectorEdit[] => {
    if (!isSlip(wrong, key) || (operator === "In" && !values.includes(value))) return [];
    const right = written.endsWith(wrong) ? written.slice(0, -wrong.length) + key : key;
    const patch =
      form === "label"
        ? [remove(at), add([...at.slice(0, -1), right], value)]
        : [replace([...at, "key"], right)];
    return [
      {
        action: "correct",
        what: `correct the label key ${wrong}, which no ${selecting.noun} read has, to ${key}`,
        patch,
        admits: [{ key, operator, values }],
      },
    ];
  });
}

/** One more value beside those asked for. */
function oneMoreValue(
  { requirement, key: written, form, at }: Condition,
  has: string,
  selecting: Selecting,
): SelectorEdit[] {
  const { key, values } = requirement;
  if (requirement.operator !== "In" || !Object.hasOwn(lastingLabels({ [key]: has }), key)) return [];
  const wider: Requirement = { key, operator: "In", values: [...values, has] };
  const { shape, at: selector } = selecting;
  const expression = { key: written, operator: "In", values: wider.values };
  const patch =
    form === "expression"
      ? [add([...at, "values", "-"], has)]
      : [
          remove(at),
          shape.matchExpressions && shape.matchExpressions.length > 0
            ? add([...selector, "matchExpressions", "-"], expression)
            : add([...selector, "matchExpressions"], [expression]),
        ];
  return [
    {
      action: "widen-peer",
      what: `widen ${requirementText(requirement)} to ${requirementText(wider)}`,
      patch,
      admits: [{ key, operator: "In", values: [has] }],
    },
  ];
}

function withoutIt({ requirement, at }: Condition): SelectorEdit[] {
  if (requirement.operator !== "In" && requirement.operator !== "Exists") return [];
  return [
    {
      action: "widen-peer",
      what: `drop the condition ${requirementText(requirement)}`,
      patch: [remove(at)],
      admits: [],
    },
  ];
}

/** Empty unless exactly one condition keeps the end out. */
export function selectorEdits(selecting: Selecting): SelectorEdit[] {
  const set = { labels: selecting.labels, complete: true };
  const conditions = conditionsOf(selecting);
  const [failing, ...more] = conditions.filter(
    ({ requirement }) => matchSelector([requirement], set) === "no",
  );
  if (!failing || more.length > 0) return [];
  const has = labelOf(selecting.labels, failing.requirement.key);
  const kept = conditions.filter((one) => one !== failing).map(({ requirement }) => requirement);
  const edits =
    has === undefined
      ? [...rightKey(failing, selecting), ...withoutIt(failing)]
      : [
          ...rightValue(failing, has, selecting),
          ...oneMoreValue(failing, has, selecting),
          ...withoutIt(failing),
        ];
  return edits.map((edit) => ({ ...edit, admits: [...kept, ...edit.admits] }));
}
