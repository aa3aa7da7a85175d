/** Why a rule that speaks of requests says something else here. */
import type { Rule } from "../normal-form.ts";
import type { End } from "../match/ends.ts";
import { towardsText, type Towards } from "../match/ports.ts";
import { opaquePorts, withoutRequests } from "../match/requests.ts";
import type { Miss } from "./miss.ts";

/** `Service shop/db says that TCP 3306 carries no HTTP`. */
export function unseenRequests(to: End, towards: Towards): string {
  const service = opaquePorts(to).get(towards.port);
  return service
    ? `Service ${to.namespace}/${service.metadata.name} says that ${towardsText(towards)} carries no HTTP`
    : "ambient mode's ztunnel sees no requests";
}

/** Where nobody sees requests, a rule about them may match nobody. */
export function requestMiss(rule: Rule, to: End, towards: Towards): Miss | undefined {
  if (withoutRequests(rule, to, towards.port) !== "never") return undefined;
  const why = unseenRequests(to, towards);
  return { kind: "request", says: `it speaks of requests, and ${why}`, tail: why, cost: 4 };
}
