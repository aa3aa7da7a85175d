/** Whom Cilium means by Services: what somebody wrote down for those without a selector, and the pods of the others. */
import type { Service } from "../../model/kubernetes.ts";
import type { Surroundings } from "../objects/surroundings.ts";
import type { Peer } from "../normal-form.ts";
import type { Tri } from "../tri.ts";
import { isUnresolved, type End } from "./ends.ts";
import { matchSelector } from "../selectors.ts";
import { endpointPorts } from "./services.ts";

export type ServicesPeer = Extract<Peer, { type: "to-services" }>;

const nameOf = ({ metadata }: Service): { namespace: string; name: string } => ({
  namespace: metadata.namespace ?? "default",
  name: metadata.name,
});

/** Those among the objects. */
export function servicesMeant({ namespace, name, labels }: ServicesPeer, around: Surroundings): Service[] {
  return [...around.services.values()].filter(
    ({ metadata }) =>
      (namespace === undefined || (metadata.namespace ?? "default") === namespace) &&
      (name === undefined || metadata.name === name) &&
      (!labels || matchSelector(labels, { labels: metadata.labels ?? {}, complete: true }) === "yes"),
  );
}

const selects = ({ spec }: Service): boolean => Object.keys(spec.selector ?? {}).length > 0;

/** Whether a Service that is not among the objects may be meant, and mean this end. */
function mayBeOthers({ namespace, name }: ServicesPeer, { pod, namespace: home, around }: End): boolean {
  // A selector finds pods of the Service's own namespace alone.
  if (pod && namespace !== undefined && namespace !== home) return false;
  const where = pod ? home : namespace;
  if (where === undefined) return true;
  if (name !== undefined) return !around.services.has(`${where}/${name}`) && !around.isNoService(where, name);
  return around.absent !== undefined || !around.serviceNames.has(where);
}

/**
 * Cilium knows what is in its cluster by identity: the addresses of a Service without a selector match nobody there. A
 * Service's selector counts since Cilium 1.17; before, such a Service meant nobody.
 */
export function matchToServices(peer: ServicesPeer, end: End): Tri {
  if (end.onHost) return "no";
  const meant = servicesMeant(peer, end.around);
  const isOf = (service: Service): boolean => (endpointPorts(nameOf(service), end)?.length ?? 0) > 0;
  if (end.pod)
    return meant.some((one) => selects(one) && isOf(one)) || mayBeOthers(peer, end) ? "unknown" : "no";
  const outside = meant.filter((one) => !selects(one));
  if (outside.some(isOf)) return "yes";
  return mayBeOthers(peer, end) || (isUnresolved(end) && outside.length > 0) ? "unknown" : "no";
}

/** Why it cannot be told whether the end is meant. */
export function servicesDoubt(peer: ServicesPeer, end: End): string {
  const [service] = servicesMeant(peer, end.around).filter(
    (one) => selects(one) && end.pod !== undefined && (endpointPorts(nameOf(one), end)?.length ?? 0) > 0,
  );
  return service
    ? `Cilium takes Services that select pods, as ${nameOf(service).namespace}/${nameOf(service).name} does, only since version 1.17`
    : `${servicesText(peer)} ${peer.name === undefined ? "were" : "was"} not read`;
}

/** `Service shop/db`, `Services labelled app=db in shop`. */
export function servicesText({ namespace, name, text }: ServicesPeer): string {
  if (name !== undefined) return `Service ${namespace === undefined ? name : `${namespace}/${name}`}`;
  return `Services${text === "" ? "" : ` labelled ${text}`}${namespace === undefined ? "" : ` in ${namespace}`}`;
}
