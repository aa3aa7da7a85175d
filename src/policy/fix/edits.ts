/** Permits that could be added to a policy that isolates already. */
import { describeRef } from "../../model/kubernetes.ts";
import type { Candidate, Wanted } from "./candidate.ts";
import { expects, storedList, storedPorts, type JsonPatch } from "./json-patch.ts";
import { RuleShape } from "../adapters/network-policy-schema.ts";
import type { CompiledPolicy } from "../compile.ts";
import { correctedPeers } from "./correct.ts";
import { cleanManifest, type Manifest, type RuleManifest } from "./manifest.ts";
import { missingLabels } from "./narrow.ts";
import { ruleFor } from "./new-policy.ts";
import type { Peer, Rule, RuleSet } from "../normal-form.ts";
import { matchPeer, matchPeers } from "../match/peers.ts";
import { lastingLabels } from "./pod-labels.ts";
import { matchPorts, portText } from "../match/ports.ts";
import { z } from "zod";

const Rules = z.array(RuleShape.nullable());

interface Editing {
  readonly policy: CompiledPolicy;
  readonly manifest: Manifest;
  readonly rules: z.infer<typeof Rules>;
  readonly subjectSlack: number;
  readonly wanted: Wanted;
}

function changed(
  { policy, manifest, wanted }: Editing,
  change: {
    action: Candidate["action"];
    rules: readonly unknown[];
    /** The edit, with the tests of what it relies on before it. */
    patch: readonly JsonPatch[];
    what: string;
    slack: number;
  },
): Candidate {
  return {
    action: change.action,
    object: policy.ref,
    summary: `${change.what} ${describeRef(policy.ref)}`,
    // Whom the policy selects: elsewhere the same permit would open something else.
    patch: [expects("/spec/podSelector", manifest.spec["podSelector"] ?? {}), ...change.patch],
    manifest: { ...manifest, spec: { ...manifest.spec, [wanted.asked.direction]: change.rules } },
    slack: change.slack,
  };
}

function addRule(editing: Editing): Candidate {
  const { rules, wanted } = editing;
  const { direction } = wanted.asked;
  const rule: RuleManifest = ruleFor(direction, wanted);
  return changed(editing, {
    action: "add-rule",
    rules: [...rules, rule],
    patch:
      rules.length > 0
        ? [{ op: "add", path: `/spec/${direction}/-`, value: rule }]
        : [expects(`/spec/${direction}`, null), { op: "add", path: `/spec/${direction}`, value: [rule] }],
    what: `add one ${direction} rule to`,
    slack: editing.subjectSlack,
  });
}

/** The peers of a rule that has the right ports, as they are written. */
function peersListed({ rules, wanted }: Editing, rule: Rule) {
  const { direction, towards, to } = wanted.asked;
  const field = direction === "ingress" ? ("from" as const) : ("to" as const);
  const shape = rules[rule.index];
  const peers = shape?.[field];
  if (!rule.peers || !shape || !peers || matchPorts(rule.ports, towards, to) !== "yes") return undefined;
  return { field, shape, peers };
}

function addPeer(editing: Editing, rule: Rule): Candidate[] {
  const listed = peersListed(editing, rule);
  if (!listed) return [];
  const { rules, wanted } = editing;
  const { direction } = wanted.asked;
  const { field, shape, peers } = listed;
  const wider = rule.ports ? rule.ports.length - 1 : wanted.port ? 100 : 0;
  return [
    changed(editing, {
      action: "add-peer",
      rules: rules.with(rule.index, { ...shape, [field]: [...peers, wanted.peer] }),
      patch: [
        expects(`/spec/${direction}/${rule.index}/ports`, storedPorts(shape.ports)),
        { op: "add", path: `/spec/${direction}/${rule.index}/${field}/-`, value: wanted.peer },
      ],
      what: `add one peer to ${direction} rule ${rule.index + 1} of`,
      slack: editing.subjectSlack + wider,
    }),
  ];
}

/** A peer that is already there may stand for more than the one application. */
function peerSlack(peer: Peer, { other }: Wanted): number {
  if (peer.type !== "pods") return other.pod && !other.onHost ? 50 : 10;
  const namespace =
    "own" in peer.namespaces
      ? 0
      : missingLabels(peer.namespaces.selector, { "kubernetes.io/metadata.name": other.namespace });
  return namespace + missingLabels(peer.pods, lastingLabels(other.labels));
}

function addPort(editing: Editing, rule: Rule): Candidate[] {
  const { rules, wanted } = editing;
  const { port, other, asked } = wanted;
  const shape = rules[rule.index];
  const ports = shape?.ports;
  if (!port || !rule.ports || !shape || !ports || matchPeers(rule.peers, other) !== "yes") return [];
  const slack = rule.peers
    ? rule.peers
        .map((peer) => (matchPeer(peer, other) === "yes" ? peerSlack(peer, wanted) : 1))
        .reduce((sum, one) => sum + one, 0)
    : 100;
  const path = `/spec/${asked.direction}/${rule.index}`;
  const field = asked.direction === "ingress" ? "from" : "to";
  const text = portText({
    type: "range",
    protocol: asked.towards.protocol,
    first: port.port,
    last: port.port,
  });
  return [
    changed(editing, {
      action: "add-port",
      rules: rules.with(rule.index, { ...shape, ports: [...ports, { ...port }] }),
      patch: [
        expects(`${path}/${field}`, storedList(shape[field])),
        { op: "add", path: `${path}/ports/-`, value: port },
      ],
      what: `add ${text} to ${asked.direction} rule ${rule.index + 1} of`,
      slack: editing.subjectSlack + slack,
    }),
  ];
}

/** Peers of a rule with the right ports, one wrong label value put right each. */
function correctPeer(editing: Editing, rule: Rule): Candidate[] {
  const listed = peersListed(editing, rule);
  if (!listed) return [];
  const { rules, wanted } = editing;
  const { direction } = wanted.asked;
  const { field, shape, peers } = listed;
  const path = `/spec/${direction}/${rule.index}`;
  return peers.flatMap((peer, at) =>
    correctedPeers(peer, wanted.other, wanted.inventory).map(({ shape: corrected, what, pointer, value }) =>
      changed(editing, {
        action: "correct",
        rules: rules.with(rule.index, { ...shape, [field]: peers.with(at, corrected) }),
        patch: [
          expects(`${path}/ports`, storedPorts(shape.ports)),
          expects(`${path}/${field}/${at}`, peer),
          { op: "replace", path: `${path}/${field}/${at}${pointer}`, value },
        ],
        what: `${what} in ${direction} rule ${rule.index + 1} of`,
        slack: 0,
      }),
    ),
  );
}

/** A rule that holds a field nobody here knows is not touched. */
function isReadable(rule: Rule): boolean {
  return [...(rule.peers ?? []), ...(rule.ports ?? [])].every((part) => part.type !== "unreadable");
}

/** Every permit that could be added to this policy for the flow; empty when its rules cannot be read. */
export function editsOf(policy: CompiledPolicy, ruleSet: RuleSet, wanted: Wanted): Candidate[] {
  const manifest = cleanManifest(policy.source, policy.ref);
  const rules = Rules.safeParse(manifest.spec[ruleSet.direction] ?? []);
  if (!rules.success) return [];
  const subjectSlack = missingLabels(ruleSet.subject.pods, lastingLabels(wanted.subject.labels));
  const editing: Editing = { policy, manifest, rules: rules.data, subjectSlack, wanted };
  return [
    ...ruleSet.rules
      .filter(isReadable)
      .flatMap((rule) => [
        ...correctPeer(editing, rule),
        ...addPort(editing, rule),
        ...addPeer(editing, rule),
      ]),
    addRule(editing),
  ];
}
