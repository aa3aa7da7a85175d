import { addressNumber } from "../numbers/address-interval.ts";
import { protocolOf, type PacketState } from "../rules/packet-state.ts";
import { membership, type Part } from "./set-lookup.ts";
import type { NamedSet } from "../numbers/sets.ts";

/** A list:set may hold only plain sets, so one level is all there is. */
type Sets = ReadonlyMap<string, NamedSet>;

/**
 * Whether a packet is in an ipset, asked with these directions: each of the set's dimensions takes the
 * source's or the destination's side. A port takes two parts: protocol and port (see ipset(8)).
 */
export function ipsetMembership(
  sets: Sets,
  name: string,
  directions: readonly ("src" | "dst")[],
  packet: PacketState,
): "yes" | "no" | "maybe" {
  const set = sets.get(name);
  if (!set) return "maybe";
  if (set.members) {
    const answers = set.members.map((member) => ipsetMembership(sets, member, directions, packet));
    return answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";
  }
  const key = ipsetKey(set.type, directions, packet);
  return key ? membership(set, key) : "no";
}

/** What of a packet is looked up in a set of this type; undefined when that never matches. */
export function ipsetKey(
  type: string,
  directions: readonly ("src" | "dst")[],
  packet: PacketState,
): readonly Part[] | undefined {
  const dimensions = dimensionsOf(type);
  // Fewer directions than dimensions never match; more are ignored.
  if (directions.length < dimensions.length) return undefined;
  return dimensions.flatMap((dimension, index) => partsOf(dimension, directions[index] ?? "src", packet));
}

/** `hash:ip,port,net` → ip, port, net. */
export function dimensionsOf(type: string): readonly string[] {
  return (type.split(":")[1] ?? "").split(",");
}

function partsOf(dimension: string, direction: "src" | "dst", packet: PacketState): readonly Part[] {
  const source = direction === "src";
  switch (dimension) {
    case "ip":
    case "net":
      if (source && packet.masqueraded === true) return [undefined];
      return [addressNumber(source ? packet.source : packet.destination)];
    case "port":
      return [BigInt(protocolOf(packet)), portOf(packet, source)];
    case "iface":
      return [source ? packet.iif : packet.oif];
    case "mark":
      return [packet.mark === undefined ? undefined : BigInt(packet.mark)];
    default:
      return [undefined];
  }
}

/** ICMP sits in port dimensions as type and code; protocols without ports as 0. */
function portOf(packet: PacketState, source: boolean): Part {
  const protocol = protocolOf(packet);
  if (protocol === 1 || protocol === 58) {
    if (packet.icmpType === undefined) return undefined;
    return BigInt(packet.icmpType * 256 + (packet.icmpCode ?? 0));
  }
  if (![6, 17, 132, 136].includes(protocol)) return 0n;
  const port = source ? packet.sourcePort : packet.destinationPort;
  return port === undefined ? undefined : BigInt(port);
}
