/** Edits of Cilium's policies: one more rule, peer or port, or a label put right. */
import {
  CiliumPolicyShape,
  type CiliumRuleShape,
  type CiliumSpecShape,
} from "../../adapters/cilium/schema.ts";
import { plainKey } from "../../adapters/cilium/selector.ts";
import type { SelectorShape } from "../../adapters/network-policy/schema.ts";
import type { End } from "../../match/ends.ts";
import type { DirectionName } from "../../normal-form.ts";
import type { Edit, Editable, Wanted } from "../candidate.ts";
import { add, expects, type Path } from "../json-patch.ts";
import { heldBy } from "../known-labels.ts";
import { isSelectable, subjectSlack } from "../narrow.ts";
import { lastingLabels } from "../pod-labels.ts";
import { ciliumPeer, ciliumPort, ciliumRule, type CiliumRule } from "./cilium-rule.ts";
import { selectorEdits } from "./selector.ts";

const endpoints = { ingress: "fromEndpoints", egress: "toEndpoints" } as const satisfies Record<
  DirectionName,
  keyof CiliumRuleShape
>;

interface Place {
  readonly path: Path;
  readonly wanted: Wanted;
  readonly namespace: string | undefined;
  readonly slack: number;
  readonly where: string;
}

function addPeer(rule: CiliumRuleShape, { path, wanted, namespace, slack, where }: Place): Edit[] {
  const field = endpoints[wanted.asked.direction];
  const peer = ciliumPeer(wanted, namespace);
  if (!rule[field]?.length || !peer || !("endpoint" in peer)) return [];
  const others = (rule.toPorts ?? []).flatMap(({ ports }) => ports ?? []).length - 1;
  return [
    {
      action: "add-peer",
      what: `add one peer to ${where}`,
      patch: [expects([...path, "toPorts"], rule.toPorts), add([...path, field, "-"], peer.endpoint)],
      slack: slack + (others < 0 ? 100 : others),
    },
  ];
}

/** How many labels of the end these selectors do not ask for; one that matches others counts as one. */
function endpointSlack(shapes: readonly SelectorShape[], { labels }: End): number {
  const wanted = Object.entries(lastingLabels(labels));
  return shapes
    .map(({ matchLabels }) => {
      const asked = new Map(
        Object.entries(matchLabels ?? {}).map(([key, value]) => [plainKey(key, "pods"), value]),
      );
      const missing = wanted.filter(([key, value]) => asked.get(key) !== value).length;
      return missing < wanted.length ? missing : 1;
    })
    .reduce((sum, one) => sum + one, 0);
}

/** To a list of ports without conditions above them. */
function addPort(rule: CiliumRuleShape, { path, wanted, slack, where }: Place): Edit[] {
  const port = ciliumPort(wanted.asked.towards);
  const field = endpoints[wanted.asked.direction];
  const peers = rule[field];
  if (!port) return [];
  return (rule.toPorts ?? []).flatMap((entry, index): Edit[] =>
    entry.rules || !entry.ports?.length
      ? []
      : [
          {
            action: "add-port",
            what: `add ${port.protocol} ${port.port} to ${where}`,
            patch: [expects([...path, field], peers), add([...path, "toPorts", index, "ports", "-"], port)],
            slack: slack + (peers ? endpointSlack(peers, wanted.other) : 100),
          },
        ],
  );
}

function labelEdits(rule: CiliumRuleShape, { path, wanted, slack, where }: Place): Edit[] {
  const { other, model } = wanted;
  const field = endpoints[wanted.asked.direction];
  if (!isSelectable(other)) return [];
  const kinds = [
    { kind: "pods", noun: "pod", labels: other.podLabels.labels },
    { kind: "namespaces", noun: "namespace", labels: other.namespaceLabels.labels },
  ] as const;
  return (rule[field] ?? []).flatMap((shape, index) =>
    kinds
      .flatMap(({ kind, noun, labels }) =>
        selectorEdits({
          shape,
          at: [...path, field, index],
          labels,
          isHeld: heldBy(model, kind),
          noun,
          plain: (key) => plainKey(key, kind),
        }),
      )
      .map((edit): Edit => ({
        action: edit.action,
        what: `${edit.what} in ${where}`,
        patch: [
          expects([...path, "toPorts"], rule.toPorts),
          expects([...path, field, index], shape),
          ...edit.patch,
        ],
        slack: edit.action === "correct" ? 0 : slack + 1,
      })),
  );
}

function addRule(spec: CiliumSpecShape, path: Path, slack: number, wanted: Wanted, rule: CiliumRule): Edit {
  const { direction } = wanted.asked;
  const isFirst = (spec[direction] ?? []).length === 0;
  return {
    action: "add-rule",
    what: `add one ${direction} rule to`,
    // A custom resource keeps an empty list as it was written.
    patch: isFirst
      ? [expects(path, spec[direction]), add(path, [rule.manifest])]
      : [add([...path, "-"], rule.manifest)],
    slack: slack + rule.slack,
  };
}

function editsOf(spec: CiliumSpecShape, base: Path, editable: Editable, wanted: Wanted): Edit[] {
  const { direction } = wanted.asked;
  const { namespace } = editable.ruleSet.object;
  const slack = subjectSlack(editable.ruleSet.subject.pods, wanted.subject);
  const path = [...base, direction];
  const rule = ciliumRule(wanted, namespace);
  const edits = (spec[direction] ?? []).flatMap((shape, index) => {
    const where = `${direction} rule ${index + 1} of`;
    const place: Place = { path: [...path, index], wanted, namespace, slack, where };
    return [...labelEdits(shape, place), ...addPort(shape, place), ...addPeer(shape, place)];
  });
  // Whom the policy selects: elsewhere the same permit would open something else.
  const selects = expects([...base, "endpointSelector"], spec.endpointSelector);
  return [...edits, ...(rule ? [addRule(spec, path, slack, wanted, rule)] : [])].map((edit) => ({
    ...edit,
    patch: [selects, ...edit.patch],
  }));
}

/** Empty when the object cannot be read. Each of `specs` is tried; what does not help is found out by asking again. */
export function ciliumEdits(editable: Editable, wanted: Wanted): Edit[] {
  const read = CiliumPolicyShape.safeParse(editable.manifest).data;
  return [
    ...(read?.spec ? editsOf(read.spec, ["spec"], editable, wanted) : []),
    ...(read?.specs ?? []).flatMap((spec, index) => editsOf(spec, ["specs", index], editable, wanted)),
  ];
}
