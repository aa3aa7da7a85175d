/** Permits that could be added to a NetworkPolicy that isolates already. */
import { z } from "zod";
import { RuleShape } from "../../adapters/network-policy/schema.ts";
import { matchPeer, matchPeers } from "../../match/peers.ts";
import { matchPorts, portText } from "../../match/ports.ts";
import type { Peer, Rule } from "../../normal-form.ts";
import type { Edit, Editable, Wanted } from "../candidate.ts";
import { add, expects, storedList, type JsonPatch, type Path } from "../json-patch.ts";
import {
  isSelectable,
  missingLabels,
  nameLabel,
  narrowPeer,
  narrowPort,
  narrowRule,
  peersField,
  subjectSlack,
} from "../narrow.ts";
import { lastingLabels } from "../pod-labels.ts";

const Rules = z.array(RuleShape.nullable()).nullish();
const Spec = z.looseObject({ podSelector: z.unknown(), ingress: Rules, egress: Rules });
const Whole = z.looseObject({ spec: Spec });

/** A rule of a NetworkPolicy, as it is written and as it is read, and where it stands. */
export interface RulePlace {
  readonly rule: Rule;
  readonly shape: RuleShape;
  readonly path: Path;
  /** `ingress rule 1 of`. */
  readonly where: string;
  readonly wanted: Wanted;
  /** How much wider than the one pod the subject of the policy is, by its form. */
  readonly subjectSlack: number;
}

/** A rule that holds a field nobody here knows is not touched. */
function isReadable({ peers, ports }: Rule): boolean {
  return [...(peers ?? []), ...(ports ?? [])].every(({ type }) => type !== "unreadable");
}

/** The rules that may be edited in place, and where; none where the list cannot be read. */
export function rulePlaces({ manifest, ruleSet }: Editable, wanted: Wanted): RulePlace[] {
  const { direction } = wanted.asked;
  const written = Whole.safeParse(manifest).data?.spec[direction] ?? [];
  return ruleSet.rules.filter(isReadable).flatMap((rule) => {
    const shape = written[rule.index];
    return shape
      ? [
          {
            rule,
            shape,
            path: ["spec", direction, rule.index],
            where: `${direction} rule ${rule.index + 1} of`,
            wanted,
            subjectSlack: subjectSlack(ruleSet.subject.pods, wanted.subject),
          },
        ]
      : [];
  });
}

/** The API server writes out the protocol. */
export function storedPorts(ports: RuleShape["ports"]): unknown {
  return storedList(ports?.map((port) => ({ ...port, protocol: port.protocol ?? "TCP" })));
}

/** Whom the policy selects: elsewhere the same permit would open something else. */
export function sameSubject({ manifest }: Editable): JsonPatch {
  return expects(["spec", "podSelector"], Whole.safeParse(manifest).data?.spec.podSelector ?? {});
}

function addRule(editable: Editable, wanted: Wanted): Edit[] {
  const { direction } = wanted.asked;
  const spec = Whole.safeParse(editable.manifest).data?.spec;
  const rule = narrowRule(wanted);
  if (!spec || !rule) return [];
  const path = ["spec", direction];
  const isFirst = (spec[direction] ?? []).length === 0;
  return [
    {
      action: "add-rule",
      what: `add one ${direction} rule to`,
      patch: isFirst ? [expects(path, null), add(path, [rule])] : [add([...path, "-"], rule)],
      slack: subjectSlack(editable.ruleSet.subject.pods, wanted.subject),
    },
  ];
}

/** What a rule lets through beside the wanted port. */
export function portSlack({ ports }: Rule, { asked }: Wanted): number {
  return ports ? ports.length - 1 : asked.towards.protocol === "ICMP" ? 0 : 100;
}

function addPeer({ rule, shape, path, where, wanted, subjectSlack }: RulePlace): Edit[] {
  const { direction, towards, to } = wanted.asked;
  const peer = narrowPeer(wanted.other, wanted.subject.namespace);
  if (!rule.peers || !peer || matchPorts(rule.ports, towards, to) !== "yes") return [];
  return [
    {
      action: "add-peer",
      what: `add one peer to ${where}`,
      patch: [
        expects([...path, "ports"], storedPorts(shape.ports)),
        add([...path, peersField[direction], "-"], peer),
      ],
      slack: subjectSlack + portSlack(rule, wanted),
    },
  ];
}

/** A peer that is already there may stand for more than the one application. */
function peerSlack(peer: Peer, { other }: Wanted): number {
  if (peer.type !== "pods") return isSelectable(other) ? 50 : 10;
  const namespace =
    "own" in peer.namespaces ? 0 : missingLabels(peer.namespaces.selector, { [nameLabel]: other.namespace });
  return namespace + missingLabels(peer.pods, lastingLabels(other.labels));
}

/** What a rule lets in beside the wanted end. */
export function peersSlack({ peers }: Rule, wanted: Wanted): number {
  if (!peers) return 100;
  return peers
    .map((peer) => (matchPeer(peer, wanted.other) === "yes" ? peerSlack(peer, wanted) : 1))
    .reduce((sum, one) => sum + one, 0);
}

function addPort({ rule, shape, path, where, wanted, subjectSlack }: RulePlace): Edit[] {
  const { direction, towards } = wanted.asked;
  const port = narrowPort(towards);
  if (!port || !rule.ports || matchPeers(rule.peers, wanted.other) !== "yes") return [];
  const field = peersField[direction];
  const text = portText({
    type: "range",
    protocol: towards.protocol,
    first: towards.port,
    last: towards.port,
  });
  return [
    {
      action: "add-port",
      what: `add ${text} to ${where}`,
      patch: [expects([...path, field], storedList(shape[field])), add([...path, "ports", "-"], port)],
      slack: subjectSlack + peersSlack(rule, wanted),
    },
  ];
}

/** Every permit that could be added to this policy for the flow; empty when its rules cannot be read. */
export function networkPolicyAdditions(editable: Editable, wanted: Wanted): Edit[] {
  const places = rulePlaces(editable, wanted);
  const edits = [
    ...places.flatMap((place) => [...addPort(place), ...addPeer(place)]),
    ...addRule(editable, wanted),
  ];
  const selects = sameSubject(editable);
  return edits.map((edit) => ({ ...edit, patch: [selects, ...edit.patch] }));
}
