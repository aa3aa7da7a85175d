/** Peers, ports and rules in words. */
import { bounded, either } from "../bounded.ts";
import type { Cidr } from "../cidr.ts";
import { kept } from "../kept.ts";
import type { Entity, Peer, PortMatch, Rule, RuleSet } from "../normal-form.ts";
import { portText } from "../match/ports.ts";
import { selectorText, type Selector } from "../selectors.ts";
import { sourceText } from "../match/source.ts";
import { servicesText } from "../match/to-services.ts";
import { ciliumDenyTier } from "../tiers.ts";

/** The label that every namespace has, with its name. */
export const nameLabel = "kubernetes.io/metadata.name";

function namespacesText(selector: Selector): string {
  if (selector.length === 0) return "every namespace";
  const [only] = selector;
  if (selector.length === 1 && only?.key === nameLabel && only.operator === "In")
    return `${only.values.length === 1 ? "namespace" : "namespaces"} ${either(only.values)}`;
  return `namespaces labelled ${selectorText(selector)}`;
}

/** `IPv4` when the peer is every address but those of IPv6, and the reverse. */
function familyLeft(peer: Peer): string | undefined {
  if (peer.type !== "not" || peer.peer.type !== "cidr") return undefined;
  const { block, except } = peer.peer;
  if (block.prefix !== 0 || except.length > 0) return undefined;
  return block.address.kind() === "ipv4" ? "IPv6" : "IPv4";
}

/** `addresses in 10.0.0.0/8 but not addresses in 10.1.0.0/16, over IPv4`. */
function allText(of: readonly Peer[]): string {
  // What is open about a peer is told as a doubt, not as another peer.
  const told = of
    .flatMap((one) => (one.type === "all" ? one.of : [one]))
    .filter(({ type }) => type !== "undecided");
  const family = told.map(familyLeft).find((name) => name !== undefined);
  const rest = told.filter((one) => familyLeft(one) === undefined);
  const who = rest.filter(({ type }) => type !== "not").map(peerText);
  const not = rest.flatMap((one) => (one.type === "not" ? [peerText(one.peer)] : []));
  return [
    who.length === 0
      ? "anyone"
      : who.reduce((said, one) =>
          one.startsWith("addresses in ") ? `${said} with ${one}` : `${said} that are also ${one}`,
        ),
    ...(not.length > 0 ? [`${who.length === 0 ? "but" : "but not"} ${either(not)}`] : []),
    ...(family === undefined ? [] : [`over ${family}`]),
  ].join(" ");
}

function exceptText(blocks: readonly Cidr[]): string {
  return blocks.length === 0 ? "" : ` except ${bounded(blocks.map(({ text }) => text))}`;
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
      return `addresses in ${peer.block.text}${exceptText(peer.except)}`;
    }
    case "cidr-group": {
      const which = typeof peer.group === "string" ? peer.group : `labelled ${selectorText(peer.group)}`;
      return `the addresses of CiliumCIDRGroup ${which}${exceptText(peer.except)}`;
    }
    case "expression":
      return peer.text;
    case "service":
      return `the endpoints of Service ${peer.namespace}/${peer.name}`;
    case "to-services":
      return `the endpoints of ${servicesText(peer)}`;
    case "all":
      return allText(peer.of);
    case "any": {
      const blocks = peer.of.flatMap((one) =>
        one.type === "cidr" && one.except.length === 0 ? [one.block.text] : [],
      );
      if (peer.of.length > 0 && blocks.length === peer.of.length) return `addresses in ${either(blocks)}`;
      return peer.of.length === 0 ? "nobody" : either(peer.of.map(peerText));
    }
    case "not":
      return allText([peer]);
    case "unreadable":
      return `nobody (it holds the unknown field ${peer.field})`;
  }
}

const entityTexts: Readonly<Record<Entity, string>> = {
  all: "anyone",
  cluster: "pods and nodes of the cluster",
  host: "its own node",
  "remote-node": "other nodes",
  world: "addresses outside the cluster",
  "world-ipv4": "IPv4 addresses outside the cluster",
  "world-ipv6": "IPv6 addresses outside the cluster",
  none: "nobody",
  "kube-apiserver": "the API server",
  ingress: "Cilium's ingress proxy",
  health: "Cilium's health checks",
  init: "pods being set up",
  unmanaged: "pods that Cilium does not manage",
};

export function peersText(peers: readonly Peer[] | undefined): string {
  return peers ? (peers.length === 0 ? "nobody" : either(peers.map(peerText))) : "anyone";
}

const listedPorts = kept((ports: readonly PortMatch[]) => either([...new Set(ports.map(portText))]));

export function portsText(ports: readonly PortMatch[] | undefined): string {
  if (!ports) return "any port";
  return ports.length === 0 ? "no port" : listedPorts(ports);
}

const verbs: Readonly<Record<Rule["action"], string>> = {
  allow: "admits",
  deny: "denies",
  pass: "passes on",
  log: "logs",
};

/** `admits pods of namespaces labelled team=a on TCP 9080`. */
export function ruleText(rule: Rule): string {
  return `${plainRuleText(rule)}${rule.needs === undefined ? "" : `, depending on ${rule.needs}`}`;
}

/** Without what it depends on beside. */
export function plainRuleText(rule: Rule): string {
  const own = rule.subject ? `, where it is itself among ${peerText(rule.subject)}` : "";
  return `${verbs[rule.action]} ${peersText(rule.peers)} on ${portsText(rule.ports)}${own}`;
}

/** `ingress rule 2`, as the object's own lists are called. */
export function ruleName({ tier, direction }: RuleSet, rule: Rule): string {
  if (rule.index < 0) return rule.past ?? "isolation";
  const number = `rule ${rule.index + 1}`;
  if (tier.layer) return number;
  return `${tier.name === ciliumDenyTier.name ? `${direction}Deny` : direction} ${number}`;
}
