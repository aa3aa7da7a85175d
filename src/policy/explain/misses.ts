/** Why a peer does not match, difference by difference. */
import { bounded } from "../bounded.ts";
import { contains, familyName } from "../cidr.ts";
import type { End } from "../match/ends.ts";
import type { Peer } from "../normal-form.ts";
import { blocksOf } from "../reach/blocks.ts";
import { matchPeer } from "../match/peers.ts";
import { selectorMisses, selectorText, type SelectorMiss } from "../selectors.ts";
import { meshIdentity, sourceIdentity } from "../match/source.ts";
import type { Miss } from "./miss.ts";
import { selectorMissesOf } from "./selector-misses.ts";
import { nameLabel, peerText } from "./wording.ts";

export type { Miss, MissKind } from "./miss.ts";

/** `team=a`, or `no label team`. */
const hasText = ({ key, has }: SelectorMiss): string => (has.startsWith("no label") ? has : `${key}=${has}`);

const labelCost = (miss: SelectorMiss): number => (miss.looksLikeTypo ? 0.5 : 1);

function podPeerMisses(peer: Extract<Peer, { type: "pods" }>, end: End): Miss[] {
  if (!end.pod && !end.onHost)
    return [
      {
        kind: "notAPod",
        says: `the rule is about ${peerText(peer)}; ${end.name} is an address outside the pods`,
        tail: `${end.name} is not a pod`,
        cost: 6,
      },
    ];
  if (end.onHost)
    return [
      {
        kind: "hostNetwork",
        says: `the rule is about ${peerText(peer)}; ${end.name} ${end.pod ? "uses its node's network" : "is a node"}${
          end.ip ? ` (${end.ip})` : ""
        }, which no pod selector matches`,
        tail: end.pod
          ? `${end.name} comes with its node's address, not as a pod`
          : `${end.name} is a node, not a pod`,
        cost: 5,
      },
    ];
  const misses = selectorMisses(peer.pods, end.podLabels).map((miss): Miss => {
    return {
      kind: "podLabel",
      says: `podSelector wants ${miss.wants}; ${end.name} has ${hasText(miss)}`,
      tail: `${end.name} has ${hasText(miss)}`,
      cost: labelCost(miss),
    };
  });
  return [...misses, ...namespaceMisses(peer, end)];
}

function namespaceMisses(peer: Extract<Peer, { type: "pods" }>, end: End): Miss[] {
  if ("own" in peer.namespaces) {
    const { own } = peer.namespaces;
    if (own === end.namespace) return [];
    const selector = selectorText(peer.pods);
    return [
      {
        kind: "namespace",
        says: `podSelector ${selector === "" ? "{}" : selector} without a namespaceSelector looks only in namespace ${own}; ${end.name} is in ${end.namespace}`,
        tail: `${end.name} is in namespace ${end.namespace}`,
        cost: 1.5,
      },
    ];
  }
  return selectorMisses(peer.namespaces.selector, end.namespaceLabels).map((miss): Miss => ({
    kind: "namespaceLabel",
    ...(miss.key === nameLabel
      ? {
          says: `namespaceSelector wants ${miss.wants}; ${end.name} is in namespace ${end.namespace}`,
          tail: `${end.name} is in namespace ${end.namespace}`,
        }
      : {
          says: `namespaceSelector wants ${miss.wants}; namespace ${end.namespace} has ${hasText(miss)}`,
          tail: `${end.name}'s namespace has ${hasText(miss)}`,
        }),
    cost: labelCost(miss),
  }));
}

function otherNamespaceMiss(peer: Peer, end: End): Miss {
  return {
    kind: "namespaceLabel",
    says: `the rule is about ${peerText(peer)}; namespace ${end.namespace} is not one of them`,
    tail: `${end.name} is in namespace ${end.namespace}`,
    cost: 1.5,
  };
}

/** Peers of the kinds that one difference tells apart: nodes, entities, identities. */
function otherMiss(peer: Peer, end: End): Miss {
  const isSource = peer.type === "source" || peer.type === "outside-mesh";
  const hole = leftOutBy(peer, end);
  const is = isSource
    ? peer.type === "source"
      ? sourceIdentity(peer.conditions, end)
      : meshIdentity(end)
    : hole !== undefined
      ? `${end.name} is in ${hole}`
      : `${end.name} is ${end.onHost ? "on a node's network" : end.pod ? "a pod" : peer.type === "cidr-group" ? "not among them" : "an address outside the cluster"}`;
  return {
    kind: isSource ? "identity" : "entity",
    says: `the rule is about ${peerText(peer)}; ${is}`,
    tail: is,
    cost: 3,
  };
}

function blockMiss(peer: Extract<Peer, { type: "cidr" }>, end: End): Miss {
  const { address } = end;
  const text = peer.block.text;
  if (!address)
    return {
      kind: "cidr",
      says: `ipBlock ${text} matches addresses; ${end.name} has none yet`,
      tail: `${end.name} has no address yet`,
      cost: 4,
    };
  const ip = address.toString();
  if (!end.knownByAddress)
    return {
      kind: "cidr",
      says: `${text} is a block of addresses; Cilium knows ${end.name} as part of the cluster, and no block matches it`,
      tail: `${end.name} is part of the cluster, which Cilium never matches by address`,
      cost: 2.5,
    };
  if (address.kind() !== peer.block.address.kind())
    return {
      kind: "family",
      says: `ipBlock ${text} holds only ${familyName(peer.block.address)} addresses; ${ip} is ${familyName(address)}`,
      tail: `${ip} is ${familyName(address)}`,
      cost: 3,
    };
  const hole = peer.except.find((except) => contains(except, address));
  const says = hole
    ? `ipBlock ${text} leaves out ${hole.text}, which holds ${ip}`
    : `ipBlock wants ${text}; ${ip} is outside it`;
  // A pod's address changes, so a block is a far-off way to admit one.
  const tail = hole ? `${ip} is in ${hole.text}` : `${ip} is not among them`;
  return { kind: "cidr", says, tail, cost: end.pod && !end.onHost ? 2.5 : 1 };
}

/** The block that leaves the end out; a whole family of addresses is none. */
function leftOutBy(peer: Peer, { address }: End): string | undefined {
  const left = peer.type === "not" ? blocksOf(peer.peer) : peer.type === "cidr-group" ? peer.except : [];
  return left.find((block) => block.prefix > 0 && address && contains(block, address))?.text;
}

const isBlocks = (peer: Peer): boolean => peer.type === "any" && peer.of.every(({ type }) => type === "cidr");

/** What matters of the end for a peer made of several conditions: where they speak of addresses, its address. */
function composedMiss(peer: Peer, end: End): Miss {
  const hole = leftOutBy(peer, end);
  const labels = end.pod ? Object.entries(end.labels).map(([key, value]) => `${key}=${value}`) : [];
  const byAddress = peer.type === "any" || (peer.type === "not" && peer.peer.type !== "expression");
  const is =
    end.pod && !end.onHost && !(byAddress && end.ip !== undefined)
      ? labels.length > 0
        ? `has ${bounded(labels.sort())} in ${end.namespace}`
        : `has no labels`
      : hole !== undefined
        ? `is in ${hole}`
        : end.ip === undefined || end.ip === end.name
          ? isBlocks(peer)
            ? "is not among them"
            : "is an address outside the cluster"
          : `is ${end.ip}`;
  return {
    kind: "selector",
    says: `the rule is about ${peerText(peer)}; ${end.name} ${is}`,
    tail: `${end.name} ${is}`,
    cost: 2.5,
  };
}

function noService({ namespace, name }: Extract<Peer, { type: "service" }>): Miss {
  const is = `there is no Service ${namespace}/${name}`;
  return { kind: "selector", says: is, tail: is, cost: 3 };
}

/** Everything that keeps this peer from matching; empty when it matches or may match. */
export function peerMisses(peer: Peer, end: End, subject?: End): Miss[] {
  switch (peer.type) {
    case "pods": {
      const misses = podPeerMisses(peer, end);
      const related = peer.ownLabels && matchPeer(peer, end, subject) === "no" && misses.length === 0;
      return related ? [otherNamespaceMiss(peer, end)] : misses;
    }
    case "nodes":
    case "entity":
    case "source":
    case "outside-mesh":
    case "domain":
    case "cidr-group":
    case "undecided":
      return matchPeer(peer, end, subject) === "no" ? [otherMiss(peer, end)] : [];
    case "cidr":
      return end.address &&
        end.knownByAddress &&
        contains(peer.block, end.address) &&
        !peer.except.some((except) => end.address && contains(except, end.address))
        ? []
        : [blockMiss(peer, end)];
    case "expression": {
      if (matchPeer(peer, end, subject) !== "no") return [];
      const misses = selectorMissesOf(peer, end);
      return misses.length > 0 ? misses : [composedMiss(peer, end)];
    }
    case "service":
      if (matchPeer(peer, end, subject) !== "no") return [];
      return [end.around.isNoService(peer.namespace, peer.name) ? noService(peer) : composedMiss(peer, end)];
    case "to-services":
    case "not":
      return matchPeer(peer, end, subject) === "no" ? [composedMiss(peer, end)] : [];
    case "all":
      return peer.of.flatMap((one) => peerMisses(one, end, subject));
    case "any":
      return matchPeer(peer, end, subject) === "no" ? [composedMiss(peer, end)] : [];
    case "unreadable":
      return [
        {
          kind: "unknownField",
          says: `the rule holds the field ${peer.field}, which is not known here, so it is read as admitting nobody`,
          tail: `the rule holds the unknown field ${peer.field}`,
          cost: 9,
        },
      ];
  }
}
