import type { Hop } from "../model/hop.ts";
import { movedBy } from "../netstack/seen/counters.ts";
import type { Sysctls } from "../netstack/seen/sysctls.ts";
import { kernelCounters } from "../probes/counters/kernel-counters.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node does not forward what comes in by an interface. */
export interface NotForwarding {
  readonly node: string;
  readonly device: string;
  /** The setting that decides: `net.ipv4.ip_forward`. */
  readonly setting: string;
  /** What the kernel counts such packets in, and how far that moved; undefined where it was not counted. */
  readonly counter: string;
  readonly moved: number | undefined;
}

/** Whether the hop's node forwards what crosses it. Passes where nothing is forwarded: what it makes or takes itself. */
export function forwardingGate({ hop, evidence }: Pick<Scene, "hop" | "evidence">): Gate<NotForwarding> {
  if (hop.node === undefined) return notKnown(`there is nowhere to stand at ${hop.name}`);
  const settings = evidence.see(sysctls, nodePlace(hop.node));
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  // Only what comes in by one interface to leave by another is forwarded.
  if (hop.deviceIn === undefined || hop.decision === "delivered here") return passes;
  if (hop.deviceOut === undefined && hop.kind === "reply") return passes;
  const setting = settingAgainst(hop, hop.deviceIn, settings.seen);
  if (setting === undefined) return passes;
  const counter = hop.packet.family === 6 ? "Ip6InAddrErrors" : "IpInAddrErrors";
  const counted = evidence.see(kernelCounters, nodePlace(hop.node), "window").seen;
  const own = counted?.find(({ key }) => key === counter);
  return stops({ node: hop.node, device: hop.deviceIn, setting, counter, moved: own && movedBy(own) });
}

/** The interface the packet comes in by decides for IPv4; IPv6 asks the setting for all. */
function settingAgainst({ packet }: Hop, device: string, seen: Sysctls): string | undefined {
  if (packet.family === 6) return seen.forwarding6 === false ? "net.ipv6.conf.all.forwarding" : undefined;
  const all = seen.forwarding4;
  const own = seen.devices.get(device)?.forwarding ?? all;
  if (own) return undefined;
  return own === all ? "net.ipv4.ip_forward" : `net.ipv4.conf.${device.replaceAll(".", "/")}.forwarding`;
}
