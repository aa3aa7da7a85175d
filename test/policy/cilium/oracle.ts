/** Cilium's rules evaluated straight from its documentation's words, slowly, sharing no code with what it checks. */
import { inBlock, type OracleEnd, type OracleFlow } from "../oracle.ts";

export interface CiliumRule {
  /** Labels of pods; `namespace` undefined: the policy's own. Undefined: nothing said of pods. */
  readonly endpoints?: readonly { readonly labels: Record<string, string>; readonly namespace?: string }[];
  readonly cidr?: readonly string[];
  readonly entities?: readonly ("all" | "cluster" | "world")[];
  readonly ports?: readonly {
    readonly port: number;
    readonly end?: number;
    readonly protocol: "TCP" | "UDP" | "ANY";
  }[];
}

export interface CiliumSpec {
  readonly namespace: string;
  readonly name: string;
  readonly selects: Record<string, string>;
  readonly defaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
  readonly ingress?: readonly CiliumRule[];
  readonly ingressDeny?: readonly CiliumRule[];
  readonly egress?: readonly CiliumRule[];
  readonly egressDeny?: readonly CiliumRule[];
}

type Direction = "ingress" | "egress";

const has = (labels: Record<string, string>, wanted: Record<string, string>): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

function isPeer(rule: CiliumRule, end: OracleEnd, own: string): boolean | undefined {
  const { pod } = end;
  if (rule.endpoints)
    return rule.endpoints.some(
      ({ labels, namespace = own }) =>
        pod !== undefined && pod.metadata.namespace === namespace && has(pod.metadata.labels ?? {}, labels),
    );
  // What is in the cluster has an identity, and no block matches it.
  if (rule.cidr) return pod === undefined && rule.cidr.some((block) => inBlock(end.ip, block));
  if (rule.entities)
    return rule.entities.some((entity) => entity === "all" || (entity === "cluster") === (pod !== undefined));
  return undefined;
}

function isPort(rule: CiliumRule, flow: OracleFlow): boolean | undefined {
  return rule.ports?.some(
    ({ port, end = port, protocol }) =>
      (protocol === "ANY" || protocol === flow.protocol) &&
      (port === 0 || (port <= flow.port && flow.port <= end)),
  );
}

/** A rule that says neither who nor which port matches nothing. */
function matches(rule: CiliumRule, flow: OracleFlow, direction: Direction, own: string): boolean {
  const peer = isPeer(rule, direction === "ingress" ? flow.from : flow.to, own);
  const port = isPort(rule, flow);
  return !(peer === undefined && port === undefined) && (peer ?? true) && (port ?? true);
}

function allows(specs: readonly CiliumSpec[], flow: OracleFlow, direction: Direction): boolean {
  const subject = direction === "ingress" ? flow.to : flow.from;
  const { pod } = subject;
  if (!pod) return true;
  const here = specs.filter(
    ({ namespace, selects }) =>
      pod.metadata.namespace === namespace && has(pod.metadata.labels ?? {}, selects),
  );
  const any = (field: Direction | `${Direction}Deny`): boolean =>
    here.some((spec) => (spec[field] ?? []).some((rule) => matches(rule, flow, direction, spec.namespace)));
  if (any(`${direction}Deny`)) return false;
  const isolated = here.some(
    (spec) =>
      spec.defaultDeny?.[direction] ??
      (spec[direction] ?? []).length + (spec[`${direction}Deny`] ?? []).length > 0,
  );
  return !isolated || any(direction);
}

/** For TCP and UDP between different pods or outside addresses of one family. */
export function ciliumOracle(specs: readonly CiliumSpec[], flow: OracleFlow): boolean {
  return allows(specs, flow, "egress") && allows(specs, flow, "ingress");
}
