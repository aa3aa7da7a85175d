import { createHash } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** SHA-256 in base32, its first 16 digits (kube-proxy: portProtoHash). */
function portProtoHash(text: string): string {
  const digest = createHash("sha256").update(text).digest();
  let bits = "";
  for (const byte of digest.subarray(0, 10)) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five, 2))).join("");
}

/**
 * A chain of a Service port. `port` is `namespace/name:portname`, protocol in lower case. SVC balances over all endpoints,
 * SVL over the node's own, EXT takes traffic from outside, FW lets only some sources to a load balancer.
 */
export function servicePortChain(kind: "SVC" | "SVL" | "EXT" | "FW", port: string, protocol: string): string {
  return `KUBE-${kind}-${portProtoHash(port + protocol)}`;
}

/** The chain of one endpoint, `ip:port`, of a Service port. */
export function endpointChain(port: string, protocol: string, endpoint: string): string {
  return `KUBE-SEP-${portProtoHash(port + protocol + endpoint)}`;
}
