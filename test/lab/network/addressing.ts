import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { LabNodeSpec } from "./network.ts";
import type { Family } from "./ruleset.ts";

/** The tunnel address of a node: the last one of its IPAM block, so pods may use all others. Throws on a malformed block. */
export function tunnelIPOf(podBlock: string): string {
  const block = ipaddr.parseCIDR(podBlock);
  if (block[0].kind() === "ipv4") return ipaddr.IPv4.broadcastAddressFromCIDR(podBlock).toString();
  return ipaddr.IPv6.broadcastAddressFromCIDR(podBlock).toString();
}

/** The node's interface to the others. */
export function deviceOf(node: LabNodeSpec): string {
  return node.device ?? "ens3";
}

/** The address of the node's tunnel device in its first family. */
export function nodeTunnelIP(node: LabNodeSpec): string {
  return node.tunnelIP ?? tunnelIPOf(node.podBlock);
}

/** The MAC Felix would give the node's VXLAN device of a family: 66: and digits that follow from the node's name. */
export function tunnelMacOf(node: string, family: Family = 4): string {
  const digits = createHash("sha1").update(`${node}/${family}`).digest("hex").slice(0, 10);
  return ["66", ...(digits.match(/../g) ?? [])].join(":");
}

/** Address and prefix length of the switch in the nodes' network: the first one of their /24 or /64. Throws on a malformed address. */
export function underlayGateway(nodeIP: string): { readonly ip: string; readonly prefix: number } {
  const prefix = nodeIP.includes(":") ? 64 : 24;
  const network =
    ipaddr.parse(nodeIP).kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(`${nodeIP}/${prefix}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${nodeIP}/${prefix}`);
  const bytes = network.toByteArray();
  bytes[bytes.length - 1] = 1;
  return { ip: ipaddr.fromByteArray(bytes).toString(), prefix };
}
