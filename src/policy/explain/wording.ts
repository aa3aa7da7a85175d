/** Peers, ports and rules in words. */
import type { Entity, Peer, PortMatch, Rule } from "../normal-form.ts";
import { portText } from "../match/ports.ts";
import { selectorText, type Selector } from "../match/selectors.ts";
import { sourceText } from "../match/source.ts";

const nameLabel = "kubernetes.io/metadata.name";

/** `a`, `a or b`, `a, b or c`. */
export function either(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} or ${last}`;
}

function namespacesText(selector: Selector): string {
  if (selector.length === 0) return "every namespace";
  const [only] = selector;
  if (selector.length === 1 && only?.key === nameLabel && only.operator === "In")
    return `${only.values.length === 1 ? "namespace" : "namespaces"} ${either(only.values)}`;
  return `namespaces labelled ${selectorText(selector)}`;
}

/** `pods labelled app=client in demo`, `pods of namespaces labelled team=a`, `addresses in 10.0.0.0/8`. */
export function peerText(peer: Peer): string {
  switch (peer.type) {
    case "pods": {
      const where = "own" in peer.namespaces ? peer.namespaces.own : namespacesText(peer.namespaces.selector);
      const pods =
        peer.pods.length === 0 ? `pods of ${where}` : `pods labelled ${selectorText(peer.pods)} in ${where}`;
      return peer.ownLabels
        ? `${pods} with ${peer.ownLabels.relation === "same" ? "the same" : "another"} ${peer.ownLabels.keys.join(", ")} as its own`
        : pods;
    }
    case "nodes":
      return peer.nodes.length === 0 ? "every node" : `nodes labelled ${selectorText(peer.nodes)}`;
    case "entity":
      return entityTexts[peer.entity];
    case "source":
      return sourceText(peer.conditions);
    case "outside-mesh":
      return "plain text connections (no mutual TLS)";
    case "domain":
      return `the addresses of ${peer.name}`;
    case "undecided":
      return peer.text;
    case "cidr": {
      const block = `addresses in ${peer.block.text}`;
      return peer.except.length === 0
        ? block
        : `${block} except ${peer.except.map((except) => except.text).join(", ")}`;
    }
    case "cidr-group": {
      const which = typeof peer.group === "string" ? peer.group : `labelled ${selectorText(peer.group)}`;
      return `the addresses of CiliumCIDRGroup ${which}`;
    }
    case "expression":
      return peer.text;
    case "service":
      return `the endpoints of Service ${peer.namespace}/${peer.name}`;
    case "all": {
      // What is open about a peer is told as a doubt, not as another peer.
      const told = peer.of.filter(({ type }) => type !== "undecided");
      return told.length === 0 ? "anyone" : told.map(peerText).join(" that are also ");
    }
    case "any":
      return peer.of.length === 0 ? "nobody" : either(peer.of.map(peerText));
    case "not":
      return `everyone but ${peerText(peer.peer)}`;
    case "unreadable":
      return `nobody (it holds the unknown field ${peer.field})`;
  }
}

const entityTexts: Readonly<Record<Entity, string>> = {
  all: "everything",
  cluster: "everything in the cluster",
  host: "its own node",
  "remote-node": "other nodes",
  world: "everything outside the cluster",
  "world-ipv4": "every IPv4 address outside the cluster",
  "world-ipv6": "every IPv6 address outside the cluster",
  none: "nobody",
  "kube-apiserver": "the API server",
  ingress: "Cilium's ingress proxy",
  health: "Cilium's health checks",
  init: "pods being set up",
  unmanaged: "pods that Cilium does not manage",
};

export function peersText(peers: readonly Peer[] | undefined): string {
  return peers ? either(peers.map(peerText)) : "anyone";
}

export function portsText(ports: readonly PortMatch[] | undefined): string {
  return ports ? either(ports.map(portText)) : "any port";
}

const verbs: Readonly<Record<Rule["action"], string>> = {
  allow: "admits",
  deny: "denies",
  pass: "passes on",
  log: "logs",
};

/** `admits pods of namespaces labelled team=a on TCP 9080`. */
export function ruleText(rule: Rule): string {
  const rest = rule.needs === undefined ? "" : `, subject to ${rule.needs}`;
  return `${verbs[rule.action]} ${peersText(rule.peers)} on ${portsText(rule.ports)}${rest}`;
}
