/**
 * Whether a sidecar sends in mutual TLS, as the DestinationRule for the Service it sends to says.
 * Source: istio pilot model push_context `destinationRule`, destination_rule.go `mergeDestinationRule`, sidecar.go `DestinationRule`.
 */
import { describeRef } from "../../model/kubernetes.ts";
import { clusterDomain, type DestinationRule, type Sends } from "../objects/destination-rules.ts";
import { kept } from "../kept.ts";
import type { End } from "./ends.ts";
import type { Labels } from "../selectors.ts";
import { endpointPorts } from "./services.ts";

const wildcard = (host: string): boolean => host.startsWith("*");

/** The rules for the host itself, or those of the longest ending. */
function mostSpecific(rules: readonly DestinationRule[], host: string): readonly DestinationRule[] {
  const fitting = rules.filter((rule) =>
    wildcard(rule.host) ? host.endsWith(rule.host.slice(1)) : rule.host === host,
  );
  const rank = (rule: DestinationRule): number => (wildcard(rule.host) ? rule.host.length : Infinity);
  const best = Math.max(...fitting.map(rank));
  return fitting.filter((rule) => rank(rule) === best);
}

const namespaceOf = ({ ref }: DestinationRule): string => ref.namespace ?? "default";

function isPrivate({ exportTo, ref }: DestinationRule): boolean {
  return exportTo.length === 1 && (exportTo[0] === "." || exportTo[0] === (ref.namespace ?? "default"));
}

function isSeenIn(rule: DestinationRule, namespace: string): boolean {
  const { exportTo } = rule;
  return exportTo.length === 0 || exportTo.includes("*") || exportTo.includes(namespace);
}

/** Those that the sender's own namespace has, else the Service's, else the mesh's. */
function rulesFor(from: End, service: string, host: string): readonly DestinationRule[] {
  const { destinationRules, settings } = from.around;
  const { rootNamespace } = settings.mesh;
  const own = destinationRules.filter(
    (rule) =>
      namespaceOf(rule) === from.namespace &&
      (isSeenIn(rule, from.namespace) || rule.exportTo.includes(".")) &&
      (from.namespace !== rootNamespace || isPrivate(rule)),
  );
  const first = mostSpecific(own, host);
  if (first.length > 0) return first;
  for (const namespace of new Set([service, rootNamespace])) {
    const there = destinationRules.filter((rule) => namespaceOf(rule) === namespace && !isPrivate(rule));
    const seen = mostSpecific(there, host).filter((rule) => isSeenIn(rule, from.namespace));
    if (seen.length > 0) return seen;
  }
  return [];
}

/** Oldest first, as of several for one host the first counts that decides anything. */
function inOrderOfAge(rules: readonly DestinationRule[]): readonly DestinationRule[] {
  return [...rules].sort(
    (one, other) => (one.created ?? 0) - (other.created ?? 0) || (one.ref.name < other.ref.name ? -1 : 1),
  );
}

const sendsBy = (mode: string | undefined): Sends =>
  mode === undefined || mode === "ISTIO_MUTUAL"
    ? "mutual"
    : mode === "DISABLE" || mode === "SIMPLE"
      ? "plain"
      : "unknown";

function isChosen(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

interface Told {
  readonly sends: Sends;
  readonly by?: DestinationRule;
}

function toldBy(rule: DestinationRule, port: number): Told {
  const sends = sendsBy(rule.modeOf.has(port) ? rule.modeOf.get(port) : rule.mode);
  const differs = rule.subsets.some((mode) => sendsBy(mode) !== sends);
  return { sends: differs ? "unknown" : sends, by: rule };
}

function toldFor(from: End, { namespace, name, port }: Leading): Told {
  const rules = rulesFor(from, namespace, `${name}.${namespace}.svc.${clusterDomain}`);
  const chosen = rules.filter(({ selector }) => !selector || isChosen(selector, from.labels));
  const special = chosen.filter(({ selector }) => selector);
  const deciding = inOrderOfAge(special.length > 0 ? special : chosen).filter(({ decides }) => decides);
  const [first, ...others] = deciding;
  if (!first) return { sends: "mutual" };
  const told = toldBy(first, port);
  // Which of them is older, manifests do not say.
  const open = others.find((one) => one.created === first.created && toldBy(one, port).sends !== told.sends);
  return open ? { sends: "unknown", by: open } : told;
}

interface Leading {
  readonly namespace: string;
  readonly name: string;
  /** Of the Service. */
  readonly port: number;
  /** Of the pod. */
  readonly to: number;
}

/** Ports of Services that lead to an end over TCP. */
export const leadingTo = kept((to: End): readonly Leading[] =>
  (to.around.serviceNames.get(to.namespace) ?? []).flatMap((name) => {
    const service = { namespace: to.namespace, name };
    const ports = to.around.services.get(`${to.namespace}/${name}`)?.spec.ports ?? [];
    return (endpointPorts(service, to) ?? []).flatMap(({ protocol, port, of }) =>
      protocol === "TCP"
        ? ports
            .filter((one) => (one.name ?? "") === of)
            .map((one): Leading => ({ ...service, port: one.port, to: port }))
        : [],
    );
  }),
);

/** What DestinationRules can tell of an end that is sent to: ends of one key are the same to them. */
export function servedKey(to: End): string {
  return to.around.destinationRules.length === 0 ? "" : JSON.stringify(leadingTo(to));
}

/** What they can tell of one that sends, beside its namespace. */
export function sendingKey({ around, labels }: End): string {
  const chosen = around.destinationRules.map(({ selector }) => selector && isChosen(selector, labels));
  return chosen.some((one) => one !== undefined) ? JSON.stringify(chosen) : "";
}

/**
 * The sender as it sends to this end: as somebody without mutual TLS where a DestinationRule switches that off, in doubt where
 * it cannot be told, or where not every Service that leads there is under the same.
 * @param port of the pod; undefined: any, so that what a rule says of some is a doubt.
 */
export function asItSends(from: End, to: End, port?: number): End {
  if (from.mesh !== "sidecar" || !to.pod || from.around.destinationRules.length === 0) return from;
  const leading = leadingTo(to).filter((one) => port === undefined || one.to === port);
  const told = leading.map((one) => toldFor(from, one));
  const other = told.find(({ sends }) => sends !== "mutual");
  const by = other?.by;
  if (!by) return from;
  if (port !== undefined && told.every(({ sends }) => sends === "plain"))
    return { ...from, mesh: "plain", plainBy: by.ref };
  return {
    ...from,
    mayBePlain: `whether ${from.name} sends there in mutual TLS depends on ${describeRef(by.ref)}: a port, a subset, its certificate or another Service decides`,
  };
}
