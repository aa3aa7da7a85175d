/** Peers, ports and rules in words. */
import type { Peer, PortMatch, Rule } from "./normal-form.ts";
import { portText } from "./ports.ts";
import { selectorText, type Selector } from "./selectors.ts";

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
      return peer.pods.length === 0
        ? `pods of ${where}`
        : `pods labelled ${selectorText(peer.pods)} in ${where}`;
    }
    case "cidr": {
      const block = `addresses in ${peer.block.text}`;
      return peer.except.length === 0
        ? block
        : `${block} except ${peer.except.map((except) => except.text).join(", ")}`;
    }
    case "unreadable":
      return `nobody (it holds the unknown field ${peer.field})`;
  }
}

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
  return `${verbs[rule.action]} ${peersText(rule.peers)} on ${portsText(rule.ports)}`;
}
