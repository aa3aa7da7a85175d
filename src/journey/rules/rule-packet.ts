/** A packet and a node in the words that rules ask in. */
import type { Flow } from "../../model/flow.ts";
import type { Packet } from "../../model/hop.ts";
import { deviceWith } from "../../netstack/seen/addresses.ts";
import type { Context, PacketState } from "../../netstack/rules/packet-state.ts";
import { selectAddress } from "../../netstack/kernel/source-address.ts";
import type { RulesSeen } from "./rules-at.ts";
import { deviceOutOf, routeAt, type Stack } from "../machine/stack.ts";

/** A new packet as rules see it. Its source port is known when one was sent. */
export function stateOf(
  packet: Packet,
  deviceIn: string | undefined,
  deviceOut: string | undefined,
  sourcePort?: number,
): PacketState {
  const answer = packet.protocol === "ICMP" ? { icmpType: packet.family === 6 ? 128 : 8, icmpCode: 0 } : {};
  return {
    family: packet.family,
    protocol: packet.protocol,
    source: packet.source,
    destination: packet.destination,
    state: "NEW",
    direction: "original",
    mark: 0,
    connectionMark: 0,
    bridged: false,
    dnat: false,
    snat: false,
    ...answer,
    ...(packet.port === 0 ? {} : { destinationPort: packet.port }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(packet.protocol === "TCP" ? { tcpFlags: ["SYN"] } : {}),
    ...(deviceIn === undefined ? {} : { iif: deviceIn }),
    ...(deviceOut === undefined ? {} : { oif: deviceOut }),
  };
}

/** An answer on its way back, as rules see it: its connection is known to the kernel by then. */
export function answerOf(
  packet: Packet,
  flow: Pick<Flow, "family" | "protocol" | "port">,
  deviceIn: string | undefined,
  sourcePort: number | undefined,
): PacketState {
  return {
    ...stateOf({ ...packet, port: 0 }, deviceIn, undefined),
    state: "ESTABLISHED",
    direction: "reply",
    ...(flow.protocol === "TCP" ? { tcpFlags: ["SYN", "ACK"] } : {}),
    ...(flow.protocol === "ICMP" ? { icmpType: flow.family === 6 ? 129 : 0 } : {}),
    ...(flow.port === 0 ? {} : { sourcePort: flow.port }),
    ...(sourcePort === undefined ? {} : { destinationPort: sourcePort }),
  };
}

/** What rules ask of the node beside the packet. */
export function contextOf(rules: RulesSeen, stack: Stack, packet: PacketState): Context {
  const back = routeAt(stack, { destination: packet.source });
  const leaves = deviceOutOf(back);
  return {
    sets: rules.sets,
    ...(rules.setsAbout === undefined ? {} : { setsAbout: rules.setsAbout }),
    ...(packet.iif === undefined || back.notSeen ? {} : { rpfilterPasses: leaves === packet.iif }),
    isLocal(address, device) {
      if (stack.addresses.notSeen) return undefined;
      const own = deviceWith(stack.addresses.seen, address);
      if (!own) return localByRoute(stack, address);
      return device === undefined || own.device === device;
    },
    masqueradeAs(device, destination) {
      if (stack.addresses.notSeen) return undefined;
      const gateway = gatewayBy(stack, device, destination);
      return selectAddress(stack.addresses.seen, {
        family: packet.family,
        device,
        destination,
        ...(gateway === undefined ? {} : { gateway }),
      });
    },
    addressOf(device) {
      if (stack.addresses.notSeen) return undefined;
      return stack.addresses.seen.find(
        (address) => address.device === device && address.family === packet.family,
      )?.ip;
    },
  };
}

/** An address without an interface may still be local by a route of type local. */
function localByRoute(stack: Stack, address: string): boolean | undefined {
  const lookup = routeAt(stack, { destination: address });
  return lookup.notSeen ? undefined : lookup.seen.result === "local";
}

/** The gateway behind a device towards an address. */
function gatewayBy(stack: Stack, device: string, destination: string): string | undefined {
  const lookup = routeAt(stack, { destination });
  if (lookup.notSeen || lookup.seen.result !== "forward") return undefined;
  return lookup.seen.nextHops.find((hop) => hop.device === device)?.gateway;
}
