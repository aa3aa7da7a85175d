import ipaddr from "ipaddr.js";
import { familyOf } from "../../model/protocol.ts";

/** A value that must not become an argument of a command. Never shown to a node. */
export class UnfitArgument extends Error {
  override readonly name = "UnfitArgument";
}

/** An IPv4 or IPv6 address without zone, in canonical text. Throws UnfitArgument. */
export function ipArgument(text: string): string {
  if (/^[0-9.]+$/.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
  if (/^[0-9a-fA-F:.]+$/.test(text) && ipaddr.IPv6.isValid(text))
    return ipaddr.IPv6.parse(text).toRFC5952String();
  throw new UnfitArgument(`not an IP address: ${JSON.stringify(text)}`);
}

/** `4` or `6` as a command-line option of iproute2. */
export function familyOption(ip: string): "-4" | "-6" {
  return familyOf(ip) === 6 ? "-6" : "-4";
}

/** A port, 1 to 65535. Throws UnfitArgument. */
export function portArgument(port: number): string {
  return wholeNumber(port, 1, 65535, "a port");
}

/** A count of packets, connections or hops within bounds. Throws UnfitArgument. */
export function countArgument(count: number, most: number): string {
  return wholeNumber(count, 1, most, "a count");
}

/** An interface name as the kernel allows it, without characters a tool could read as something else. */
export function deviceArgument(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,14}$/.test(name)) return name;
  throw new UnfitArgument(`not an interface name: ${JSON.stringify(name)}`);
}

/** A DNS name of labels with letters, digits, `-` and `_`; a trailing dot is kept. Throws UnfitArgument. */
export function dnsNameArgument(name: string): string {
  const labels = name.replace(/\.$/, "").split(".");
  const fit = labels.every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label));
  if (fit && name.length <= 253) return name;
  throw new UnfitArgument(`not a DNS name: ${JSON.stringify(name)}`);
}

/** Milliseconds as the seconds a tool reads: 250 → `0.25`. From 10 ms to one minute. Throws UnfitArgument. */
export function secondsArgument(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 10 || milliseconds > 60_000)
    throw new UnfitArgument(`not a waiting time in milliseconds: ${String(milliseconds)}`);
  return String(Math.round(milliseconds) / 1000);
}

/** Bytes of payload of one packet. Throws UnfitArgument. */
export function sizeArgument(bytes: number): string {
  return wholeNumber(bytes, 0, 65_507, "a packet size");
}

/** Several ports, at least one, all different. Throws UnfitArgument. */
export function portArguments(ports: readonly number[]): readonly string[] {
  if (ports.length === 0 || ports.length > 64 || new Set(ports).size !== ports.length)
    throw new UnfitArgument(`not a list of different ports: ${JSON.stringify(ports)}`);
  return ports.map(portArgument);
}

/** An end as socat writes it: `TCP4:10.0.0.1:80`, `UDP6:[fd00::1]:53`. */
export function socatEnd(protocol: "TCP" | "UDP", ip: string, port: number): string {
  const address = ipArgument(ip);
  return familyOf(address) === 6
    ? `${protocol}6:[${address}]:${portArgument(port)}`
    : `${protocol}4:${address}:${portArgument(port)}`;
}

function wholeNumber(value: number, least: number, most: number, what: string): string {
  if (Number.isInteger(value) && value >= least && value <= most) return String(value);
  throw new UnfitArgument(`not ${what}: ${String(value)}`);
}
