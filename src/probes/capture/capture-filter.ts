import ipaddr from "ipaddr.js";
import { familyOf } from "../../model/protocol.ts";
import { ipArgument, portArgument, UnfitArgument } from "../text/arguments.ts";

/** Which packets to look at: those between the addresses of any pair, plain or inside a tunnel, and errors about them. */
export interface CaptureSubject {
  /** Source and destination, before and after translation. */
  readonly pairs: readonly CapturePair[];
  /** Narrows TCP and UDP to source ports in this range, so that busy neighbours do not fill the capture. */
  readonly sourcePorts?: { readonly from: number; readonly to: number };
  /** Narrows TCP and UDP to these ports, on either side; later fragments, which have none, are taken all the same. */
  readonly ports?: readonly number[];
  /** UDP ports of VXLAN-like tunnels found on the nodes; the usual ones otherwise. */
  readonly tunnelPorts?: readonly number[];
  /** Every datagram of a port that is no well-known one is shown as a tunnel's: for tunnels on ports of their own. */
  readonly decode?: "vxlan";
  /** Further addresses that ICMP errors about the packets may be sent to: of the node, for those in a tunnel. */
  readonly errorsTo?: readonly string[];
  /** Addresses whose ARP and NDP traffic tells whether the next machine answers. */
  readonly neighbours?: readonly string[];
}

export interface CapturePair {
  readonly source: string;
  readonly destination: string;
  /** The source was rewritten to this address: masquerading may have changed the port as well, so any port is taken. */
  readonly masqueraded?: boolean;
}

/** VXLAN by IANA and by Linux' older default, Geneve. */
const usualTunnelPorts = [4789, 8472, 6081];
export const mostPairs = 16;

/**
 * A tcpdump filter from validated addresses and ports. Tunnelled packets are matched by their inner addresses,
 * at fixed places behind an outer IPv4 and UDP header: so another pod's traffic in the same tunnel is not seen.
 * Behind an outer IPv6 header tcpdump cannot look at fixed places: there all of the tunnel's packets are taken.
 */
export function captureFilter(subject: CaptureSubject): string {
  const { pairs, sourcePorts, tunnelPorts = usualTunnelPorts, neighbours = [], errorsTo = [] } = subject;
  if (pairs.length === 0 || pairs.length > mostPairs)
    throw new UnfitArgument(`not a number of address pairs to capture: ${pairs.length}`);
  if (tunnelPorts.length === 0 || tunnelPorts.length > 8)
    throw new UnfitArgument(`not a number of tunnel ports: ${tunnelPorts.length}`);
  const checked = pairs.map(({ source, destination, masqueraded = false }) => ({
    source: ipArgument(source),
    destination: ipArgument(destination),
    masqueraded,
  }));
  if (subject.ports !== undefined && (subject.ports.length === 0 || subject.ports.length > mostPairs))
    throw new UnfitArgument(`not a number of ports to capture: ${subject.ports.length}`);
  const asked =
    subject.ports && [...subject.ports.map((port) => `port ${portArgument(port)}`), fragments].join(" or ");
  const range = sourcePorts && `portrange ${portArgument(sourcePorts.from)}-${portArgument(sourcePorts.to)}`;
  const tunnel = tunnelPorts.map((port) => `udp port ${portArgument(port)}`).join(" or ");
  const inner = checked.map((pair) => `(${insideUdp(pair)})`).join(" or ");
  return [
    ...checked.map((pair) => between(pair, asked ?? (pair.masqueraded ? undefined : range))),
    ...unique([...checked.map(({ source }) => source), ...errorsTo.map(ipArgument)]).map(errorsFor),
    `((${tunnel}) and (ip6 or ${inner}))`,
    ...checked.flatMap((pair) => insideIp(pair)),
    ...unique(neighbours.map(ipArgument)).map(neighbourTraffic),
  ].join(" or ");
}

interface Pair {
  readonly source: string;
  readonly destination: string;
}

function between({ source, destination }: Pair, ports: string | undefined): string {
  const hosts = `host ${source} and host ${destination}`;
  return ports === undefined ? `(${hosts})` : `(${hosts} and (icmp or icmp6 or ${ports}))`;
}

/** By the fields of an IPv4 header, more fragments or an offset; of IPv6 by the extension header. */
const fragments = "(ip[6:2] != 0 and ip[6:2] != 0x4000) or ip6[6] = 44";

/** ICMP errors come from whoever refused: any router on the way. */
function errorsFor(source: string): string {
  return familyOf(source) === 6
    ? `(icmp6 and ip6[40] < 128 and dst host ${source})`
    : `(icmp and icmp[0] != 0 and icmp[0] != 8 and dst host ${source})`;
}

function neighbourTraffic(ip: string): string {
  return familyOf(ip) === 6
    ? `(icmp6 and ip6[40] >= 135 and ip6[40] <= 136 and host ${ip})`
    : `(arp host ${ip})`;
}

/** UDP header 8, VXLAN or Geneve header 8, Ethernet 14: the inner IP packet starts at byte 30. */
function insideUdp(pair: Pair): string {
  return bothWays(pair, (ip, role) =>
    familyOf(ip) === 6
      ? words(ip).map((word, index) => `udp[${30 + (role === "source" ? 8 : 24) + 4 * index}:4] = ${word}`)
      : words(ip).map((word) => `udp[${30 + (role === "source" ? 12 : 16)}:4] = ${word}`),
  );
}

/** IPv4 in IPv4 behind an outer header without options; GRE with its 4 bytes more. */
function insideIp(pair: Pair): readonly string[] {
  if (familyOf(pair.source) === 6 || familyOf(pair.destination) === 6) return [];
  const at = (start: number) =>
    bothWays(pair, (ip, role) =>
      words(ip).map((word) => `ip[${start + (role === "source" ? 12 : 16)}:4] = ${word}`),
    );
  return [`(ip proto 4 and (${at(20)}))`, `(ip proto 47 and (${at(24)}))`];
}

function bothWays(pair: Pair, tests: (ip: string, role: "source" | "destination") => string[]): string {
  const there = [...tests(pair.source, "source"), ...tests(pair.destination, "destination")];
  const back = [...tests(pair.destination, "source"), ...tests(pair.source, "destination")];
  return `(${there.join(" and ")}) or (${back.join(" and ")})`;
}

/** The address as 32-bit words, in hexadecimal. */
function words(ip: string): string[] {
  const bytes = ipaddr.parse(ip).toByteArray();
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [...hex.matchAll(/.{8}/g)].map(([word]) => `0x${word}`);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
