import { createHash } from "node:crypto";
import type { Family } from "../ruleset.ts";

/** Longest chain name iptables takes, as Felix counts it. */
const maxChainName = 28;
/** Longest ipset name. */
const maxSetName = 31;

/** The host side of a pod's veth: `cali` and the first 11 digits of SHA-1 of `namespace.pod`. */
export function workloadInterface(namespace: string, pod: string): string {
  return "cali" + createHash("sha1").update(`${namespace}.${pod}`).digest("hex").slice(0, 11);
}

/** Prefix and name when they fit, else prefix, `_` and a hash of the name (Felix: GetLengthLimitedID). */
export function chainName(prefix: string, name: string): string {
  if (prefix.length + name.length <= maxChainName) return prefix + name;
  const hash = createHash("sha256").update(name).digest("base64url");
  return `${prefix}_${hash.slice(0, maxChainName - 1 - prefix.length)}`;
}

/** `s` for a selector, `n` for a named port, `svc` for a Service: the kind and a SHA-224 of the content (libcalico: MakeUniqueID). */
function contentId(kind: "s" | "n" | "svc" | "svcnoport", content: string): string {
  return `${kind}:${createHash("sha224").update(`${kind}:${content}`).digest("base64url")}`;
}

/** A set by its family and id, cut to what the kernel takes. */
export function setName(family: Family, id: string): string {
  return `cali${family}0${id}`.slice(0, maxSetName);
}

/** The set of the addresses a selector means. */
export function selectorSetName(family: Family, selector: string): string {
  return setName(family, contentId("s", selector));
}

/** The set of the addresses and ports that a port name of a protocol means among the selector's pods. */
export function namedPortSetName(family: Family, selector: string, protocol: string, port: string): string {
  return setName(family, contentId("n", `${contentId("s", selector)},${protocol},${port}`));
}

/** The set of a Service's endpoints, with their ports or without. */
export function serviceSetName(family: Family, service: string, withPorts: boolean): string {
  return setName(family, contentId(withPorts ? "svc" : "svcnoport", service));
}
