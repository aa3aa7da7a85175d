/** NetworkPolicy evaluated straight from the API's words, slowly, sharing no code with what it checks. */
import type { Namespace, Pod } from "../../src/model/kubernetes.ts";

export interface SelectorSpec {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}
export interface PeerSpec {
  podSelector?: SelectorSpec;
  namespaceSelector?: SelectorSpec;
  ipBlock?: { cidr: string; except?: string[] };
}
export interface PortSpec {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}
export interface RuleSpec {
  from?: PeerSpec[];
  to?: PeerSpec[];
  ports?: PortSpec[];
}
export interface PolicySpec {
  namespace: string;
  name: string;
  spec: { podSelector: SelectorSpec; policyTypes?: string[]; ingress?: RuleSpec[]; egress?: RuleSpec[] };
}
export interface OracleEnd {
  ip: string;
  pod?: Pod;
}
export interface OracleFlow {
  from: OracleEnd;
  to: OracleEnd;
  protocol: string;
  port: number;
}

export function selects(selector: SelectorSpec, labels: Record<string, string>): boolean {
  const has = (key: string): boolean => Object.hasOwn(labels, key);
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => has(key) && labels[key] === value) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      if (operator === "Exists") return has(key);
      if (operator === "DoesNotExist") return !has(key);
      const among = has(key) && values.includes(labels[key] ?? "");
      return operator === "In" ? among : !among;
    })
  );
}

/** All bits of an address, as text. IPv6 in the forms the tests use: groups, with at most one `::`. */
function bits(ip: string): string {
  if (!ip.includes(":"))
    return ip
      .split(".")
      .map((part) => Number(part).toString(2).padStart(8, "0"))
      .join("");
  const [head = "", tail] = ip.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const missing = 8 - groups(head).length - groups(tail ?? "").length;
  const all = [
    ...groups(head),
    ...Array.from({ length: tail === undefined ? 0 : missing }, () => "0"),
    ...groups(tail ?? ""),
  ];
  return all.map((group) => parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}

export function inBlock(ip: string, cidr: string): boolean {
  const [base = "", length = ""] = cidr.split("/");
  return bits(ip).length === bits(base).length && bits(ip).startsWith(bits(base).slice(0, Number(length)));
}

function peerHolds(peer: PeerSpec, end: OracleEnd, own: string, namespaces: readonly Namespace[]): boolean {
  if (peer.ipBlock)
    return (
      inBlock(end.ip, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((hole) => inBlock(end.ip, hole))
    );
  const { pod } = end;
  if (!pod || pod.spec.hostNetwork === true) return false;
  const where = pod.metadata.namespace ?? "";
  const labels = namespaces.find((one) => one.metadata.name === where)?.metadata.labels ?? {};
  const namespaceHolds = peer.namespaceSelector
    ? selects(peer.namespaceSelector, { ...labels, "kubernetes.io/metadata.name": where })
    : where === own;
  return namespaceHolds && (!peer.podSelector || selects(peer.podSelector, pod.metadata.labels ?? {}));
}

function portHolds(spec: PortSpec, flow: OracleFlow): boolean {
  if ((spec.protocol ?? "TCP") !== flow.protocol) return false;
  if (spec.port === undefined) return true;
  if (typeof spec.port === "number")
    return spec.port <= flow.port && flow.port <= (spec.endPort ?? spec.port);
  return (flow.to.pod?.spec.containers ?? []).some((container) =>
    (container.ports ?? []).some(
      (port) =>
        port.name === spec.port &&
        (port.protocol ?? "TCP") === flow.protocol &&
        port.containerPort === flow.port,
    ),
  );
}

/** What the NetworkPolicies say; undefined when none selects the pod in this direction. */
export function directionAllows(
  direction: "ingress" | "egress",
  policies: readonly PolicySpec[],
  flow: OracleFlow,
  namespaces: readonly Namespace[],
): boolean | undefined {
  const [subject, other] = direction === "ingress" ? [flow.to, flow.from] : [flow.from, flow.to];
  const { pod } = subject;
  if (!pod || pod.spec.hostNetwork === true) return undefined;
  const isolating = policies.filter(({ namespace, spec }) => {
    const types = spec.policyTypes ?? ["Ingress", ...((spec.egress ?? []).length > 0 ? ["Egress"] : [])];
    return (
      namespace === pod.metadata.namespace &&
      selects(spec.podSelector, pod.metadata.labels ?? {}) &&
      types.includes(direction === "ingress" ? "Ingress" : "Egress")
    );
  });
  if (isolating.length === 0) return undefined;
  return isolating.some(({ namespace, spec }) =>
    (spec[direction] ?? []).some((rule) => {
      const peers = (direction === "ingress" ? rule.from : rule.to) ?? [];
      const ports = rule.ports ?? [];
      return (
        (peers.length === 0 || peers.some((peer) => peerHolds(peer, other, namespace, namespaces))) &&
        (ports.length === 0 || ports.some((port) => portHolds(port, flow)))
      );
    }),
  );
}

/** For TCP, UDP and SCTP between different pods or outside addresses of one family. */
export function oracle(
  policies: readonly PolicySpec[],
  flow: OracleFlow,
  namespaces: readonly Namespace[],
): boolean {
  return (
    directionAllows("egress", policies, flow, namespaces) !== false &&
    directionAllows("ingress", policies, flow, namespaces) !== false
  );
}
