/** Who answers at an address, and behind a Service. */
import type { PortRef } from "../../model/question.ts";
import { parseAddress } from "../cidr.ts";
import type { PolicyModel } from "../compile.ts";
import { podIps } from "../objects/inventory.ts";
import type { PolicyEnd } from "../match/ends.ts";
import { behindAddress, behindText, type AskedAt, type Behind } from "./asked-address.ts";
import { endsBehind, serviceName } from "./endpoints.ts";
import { serviceOfHost } from "./service-host.ts";
import type { ServiceAt } from "./service-addresses.ts";

/** Ends of one name or address; `behind` when they are reached through a translation. */
export interface FoundEnds {
  readonly ends: readonly PolicyEnd[];
  readonly behind?: Behind;
}

type Found = FoundEnds | { readonly unclear: string };

export const policiesSeeAddresses = (host: string): string =>
  `Policies see addresses, not names: give the address of ${host}.`;

/** @param followed names that led here, so that aliases which lead to each other end. */
export function throughService(
  model: PolicyModel,
  at: ServiceAt,
  port: PortRef | undefined,
  followed: readonly string[] = [],
): Found {
  const { key, service } = at;
  const alias = service.spec.type === "ExternalName" ? service.spec.externalName : undefined;
  if (alias !== undefined) {
    const meant = serviceOfHost(alias);
    const led = meant && `${meant.namespace}/${meant.name}`;
    const next = led === undefined ? undefined : model.inventory.surroundings.services.get(led);
    return led !== undefined && next && !followed.includes(key)
      ? throughService(model, { ...at, key: led, service: next }, port, [...followed, key])
      : { unclear: `Service ${key} is an alias of ${alias}. ${policiesSeeAddresses(alias)}` };
  }
  const ends = endsBehind(model, serviceName(key));
  return ends.length === 0
    ? { unclear: `No pod among the objects stands behind Service ${key}.` }
    : { ends, behind: { is: "service", at, port, node: undefined } };
}

/** Under its address of the family that was asked, when it has one: a Service's address leads to that alone. */
function ofFamily(end: PolicyEnd, ip: string): PolicyEnd {
  const kind = parseAddress(ip)?.kind();
  const own = end.pod && podIps(end.pod).find((one) => parseAddress(one)?.kind() === kind);
  return own === undefined || kind === undefined ? end : { ...end, ip: own };
}

/** @param address of a pod, a node, a Service or somebody outside; or the host name of a load balancer. */
export function endsAt(model: PolicyModel, address: string, asked: AskedAt): Found {
  const behind = behindAddress(model, address, asked);
  if (!behind) return { ends: [{ ip: address }] };
  if (behind.is === "hostPort") return { ends: [ofFamily({ pod: behind.pod }, address)], behind };
  if (behind.at.proxied)
    return {
      unclear: `${behindText(address, behind)}, which nodes do not translate (ipMode Proxy): the load balancer sends packets on with an address of its own. Ask from that address to the Service.`,
    };
  const found = throughService(model, behind.at, behind.port);
  return "ends" in found ? { ends: found.ends.map((end) => ofFamily(end, address)), behind } : found;
}
