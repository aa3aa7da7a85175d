/** Edits of Calico's policies: one more Allow rule, or a value put right. */
import {
  PolicyShape,
  type EntityShape,
  type RuleShape,
  type SpecShape,
} from "../../adapters/calico/schema.ts";
import { isInherited } from "../../calico/keys.ts";
import { parseSelector, type Expression } from "../../calico/selector.ts";
import { matchPeers } from "../../match/peers.ts";
import { matchPorts } from "../../match/ports.ts";
import { labelOf, type Labels } from "../../selectors.ts";
import type { Rule } from "../../normal-form.ts";
import type { Edit, Editable, Wanted } from "../candidate.ts";
import { add, expects, replace, type JsonPatch, type Path } from "../json-patch.ts";
import { heldBy, type IsHeld } from "../known-labels.ts";
import { isSelectable, subjectSlack } from "../narrow.ts";
import { isSlip } from "../slips.ts";
import { calicoRule } from "./calico-rule.ts";
import { rightPorts } from "./port.ts";

/** At the end, so that what earlier rules deny stays denied. */
function addRule({ ruleSet }: Editable, wanted: Wanted, spec: SpecShape): Edit[] {
  const { direction } = wanted.asked;
  const path = ["spec", direction];
  const isFirst = (spec[direction] ?? []).length === 0;
  // A custom resource keeps an empty list as it was written.
  const guard = expects(path, spec[direction]);
  const wider = subjectSlack(ruleSet.subject.pods, wanted.subject);
  return (["any", "own"] as const).flatMap((subject): Edit[] => {
    const rule = calicoRule(wanted, { namespace: ruleSet.object.namespace, subject });
    if (!rule) return [];
    return [
      {
        action: "add-rule",
        what: `add one ${direction} rule to`,
        patch: [guard, isFirst ? add(path, [rule]) : add([...path, "-"], rule)],
        slack: subject === "own" ? 0 : wider,
      },
    ];
  });
}

/** What an expression asks a label to be. What it leaves out in so many words stays left out. */
function comparisons(expression: Expression): { readonly key: string; readonly value: string }[] {
  switch (expression.is) {
    case "and":
    case "or":
      return expression.of.flatMap(comparisons);
    case "==":
      return [expression];
    case "in":
      return expression.values.map((value) => ({ key: expression.key, value }));
    default:
      return [];
  }
}

interface Written {
  readonly text: string;
  readonly at: Path;
  readonly labels: Labels;
  readonly isHeld: IsHeld;
  readonly noun: string;
}

interface Righted {
  readonly what: string;
  readonly patch: readonly JsonPatch[];
}

/** The text with one value put right; only where that value stands once, so that nothing else changes. */
function rightValues({ text, at, labels, isHeld, noun }: Written): Righted[] {
  const read = parseSelector(text);
  if (!("expression" in read)) return [];
  return comparisons(read.expression).flatMap(({ key, value }): Righted[] => {
    const has = labelOf(labels, key);
    if (has === undefined || isInherited(key) || isHeld(key, value) || !isSlip(value, has)) return [];
    const quoted = [`'${value}'`, `"${value}"`].find((one) => text.split(one).length === 2);
    if (quoted === undefined) return [];
    return [
      {
        what: `correct ${key} == '${value}', which no ${noun} read has, to '${has}'`,
        patch: [replace(at, text.replace(quoted, quoted.replace(value, has)))],
      },
    ];
  });
}

function rightSelectors(
  entity: EntityShape | null | undefined,
  at: Path,
  { other, model }: Wanted,
): Righted[] {
  if (!isSelectable(other)) return [];
  return [
    ...rightValues({
      text: entity?.selector ?? "",
      at: [...at, "selector"],
      labels: other.labels,
      isHeld: heldBy(model, "pods"),
      noun: "pod",
    }),
    ...rightValues({
      text: entity?.namespaceSelector ?? "",
      at: [...at, "namespaceSelector"],
      labels: other.namespaceLabels.labels,
      isHeld: heldBy(model, "namespaces"),
      noun: "namespace",
    }),
  ];
}

/** Numbers and names of the destination's list; a range among them has an end that would no longer fit. */
function rightDestination({ ports }: Rule, at: Path, wanted: Wanted): Righted[] {
  const [traffic, ...more] = ports ?? [];
  if (traffic?.type !== "traffic" || more.length > 0) return [];
  return (traffic.ports ?? []).flatMap((port, index) =>
    rightPorts(port, wanted)
      .filter(({ key }) => key === "port")
      .map(({ what, is }) => ({ what, patch: [replace([...at, "destination", "ports", index], is)] })),
  );
}

function corrections({ ruleSet }: Editable, wanted: Wanted, spec: SpecShape): Edit[] {
  const { direction, towards, to } = wanted.asked;
  const side = direction === "ingress" ? "source" : "destination";
  return ruleSet.rules
    .filter(({ action }) => action === "allow")
    .flatMap((rule): Edit[] => {
      const shape: RuleShape | undefined = spec[direction]?.[rule.index];
      const path = ["spec", direction, rule.index];
      const hasPorts = matchPorts(rule.ports, towards, to, rule.icmp) === "yes";
      const hasPeers = matchPeers(rule.peers, wanted.other, wanted.subject) === "yes";
      if (!shape || hasPorts === hasPeers) return [];
      const righted = hasPorts
        ? rightSelectors(shape[side], [...path, side], wanted)
        : rightDestination(rule, path, wanted);
      return righted.map(({ what, patch }) => ({
        action: "correct",
        what: `${what} in ${direction} rule ${rule.index + 1} of`,
        patch: [expects(path, shape), ...patch],
        slack: 0,
      }));
    });
}

/** Empty when the object cannot be read. */
export function calicoEdits(editable: Editable, wanted: Wanted): Edit[] {
  const spec = PolicyShape.safeParse(editable.manifest).data?.spec;
  if (!spec) return [];
  // Whom the policy selects: elsewhere the same permit would open something else.
  const selects = expects(["spec", "selector"], spec.selector);
  return [...corrections(editable, wanted, spec), ...addRule(editable, wanted, spec)].map((edit) => ({
    ...edit,
    patch: [selects, ...edit.patch],
  }));
}
