/** Edits of what a rule of a NetworkPolicy says already, where one value keeps the flow out. */
import type { PeerShape } from "../../adapters/network-policy/schema.ts";
import { matchPeers } from "../../match/peers.ts";
import { matchPorts } from "../../match/ports.ts";
import { matchSelector } from "../../selectors.ts";
import type { Peer } from "../../normal-form.ts";
import type { Edit, Editable, Wanted } from "../candidate.ts";
import { add, expects, replace, storedList, type Path } from "../json-patch.ts";
import { heldBy } from "../known-labels.ts";
import { isSelectable, missingLabels, nameLabel, peersField } from "../narrow.ts";
import { lastingLabels } from "../pod-labels.ts";
import { rightBlocks } from "./block.ts";
import {
  peersSlack,
  portSlack,
  rulePlaces,
  sameSubject,
  storedPorts,
  type RulePlace,
} from "./network-policy.ts";
import { rightPorts } from "./port.ts";
import { selectorEdits, type SelectorEdit } from "./selector.ts";

type PodsPeer = Extract<Peer, { type: "pods" }>;

/** The edits of one selector of a peer, where it alone keeps the end out. */
function peerSelectorEdits(peer: PodsPeer, shape: PeerShape, at: Path, { other, model }: Wanted) {
  const isInNamespace =
    "own" in peer.namespaces
      ? peer.namespaces.own === other.namespace
      : matchSelector(peer.namespaces.selector, other.namespaceLabels) === "yes";
  const isPod = matchSelector(peer.pods, other.podLabels) === "yes";
  const podLabels = lastingLabels(other.labels);
  const inNamespace = { [nameLabel]: other.namespace };
  if (isInNamespace && !isPod) {
    const around = "own" in peer.namespaces ? 0 : missingLabels(peer.namespaces.selector, inNamespace);
    return selectorEdits({
      shape: shape.podSelector ?? {},
      at: [...at, "podSelector"],
      labels: other.podLabels.labels,
      isHeld: heldBy(model, "pods"),
      noun: "pod",
    }).map((edit) => ({ edit, missing: around + missingLabels(edit.admits, podLabels) }));
  }
  if (isInNamespace || !isPod || !other.namespaceLabels.complete) return [];
  return selectorEdits({
    shape: shape.namespaceSelector ?? {},
    at: [...at, "namespaceSelector"],
    labels: other.namespaceLabels.labels,
    isHeld: heldBy(model, "namespaces"),
    noun: "namespace",
  }).map((edit) => ({
    edit,
    missing: missingLabels(edit.admits, inNamespace) + missingLabels(peer.pods, podLabels),
  }));
}

/** What is put right counts as no wider than its author meant it. */
const slackOf = ({ action }: SelectorEdit, wider: number): number => (action === "correct" ? 0 : wider);

/** Of a rule with the right ports. */
function peerEdits({ rule, shape, path, where, wanted, subjectSlack }: RulePlace): Edit[] {
  const field = peersField[wanted.asked.direction];
  const ports = expects([...path, "ports"], storedPorts(shape.ports));
  return (shape[field] ?? []).flatMap((written, index): Edit[] => {
    const peer = rule.peers?.[index];
    const at = [...path, field, index];
    const guards = [ports, expects(at, written)];
    if (peer?.type === "pods" && isSelectable(wanted.other))
      return peerSelectorEdits(peer, written, at, wanted).map(({ edit, missing }) => ({
        action: edit.action,
        what: `${edit.what} in ${where}`,
        patch: [...guards, ...edit.patch],
        slack: slackOf(edit, subjectSlack + portSlack(rule, wanted) + missing),
      }));
    if (peer?.type !== "cidr" || isSelectable(wanted.other)) return [];
    return rightBlocks(peer, wanted.other, wanted.crowded()).map(({ what, cidr }) => ({
      action: "correct",
      what: `${what} in ${where}`,
      patch: [...guards, replace([...at, "ipBlock", "cidr"], cidr)],
      slack: 0,
    }));
  });
}

/** Of a rule with the right peers. */
function portEdits({ rule, shape, path, where, wanted, subjectSlack }: RulePlace): Edit[] {
  const field = peersField[wanted.asked.direction];
  return (shape.ports ?? []).flatMap((written, index): Edit[] => {
    const port = rule.ports?.[index];
    // A range has an end that would no longer fit.
    if (!port || written.endPort != null) return [];
    const at = [...path, "ports", index];
    return rightPorts(port, wanted).map(({ what, key, is }) => ({
      action: "correct",
      what: `${what} in ${where}`,
      patch: [
        expects([...path, field], storedList(shape[field])),
        expects(at, { ...written, protocol: written.protocol ?? "TCP" }),
        add([...at, key], is),
      ],
      slack: subjectSlack + peersSlack(rule, wanted),
    }));
  });
}

/** Corrections and widenings; empty when the rules cannot be read. */
export function networkPolicyCorrections(editable: Editable, wanted: Wanted): Edit[] {
  const { towards, to } = wanted.asked;
  const selects = sameSubject(editable);
  return rulePlaces(editable, wanted)
    .flatMap((place) => {
      const hasPorts = matchPorts(place.rule.ports, towards, to) === "yes";
      const hasPeers = matchPeers(place.rule.peers, wanted.other) === "yes";
      if (hasPorts === hasPeers) return [];
      return hasPorts ? peerEdits(place) : portEdits(place);
    })
    .map((edit) => ({ ...edit, patch: [selects, ...edit.patch] }));
}
