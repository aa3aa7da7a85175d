import type { ServiceName } from "./endpoints.ts";

/** A name of the cluster's own DNS: `web.shop.svc`, with whatever domain. Undefined for every other host. */
export function serviceOfHost(host: string): ServiceName | undefined {
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\.|$)/.exec(host) ?? [];
  return name === undefined || namespace === undefined ? undefined : { namespace, name };
}
