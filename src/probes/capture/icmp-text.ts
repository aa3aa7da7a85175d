import type { CapturedIcmp } from "../../netstack/seen/captured.ts";

/** tcpdump's wording of ICMP and ICMPv6 messages, without the length at the end. */
export function readIcmp(text: string): CapturedIcmp {
  const type = typeOf(text);
  const about =
    /\b(?:host|net) (\S+) unreachable|unreachable prohibited (\S+)|unreachable (?:address|route|port,?) ([^\s,]+)|^(\S+) (?:udp|tcp) port \d+ unreachable|^(\S+) unreachable - need to frag/.exec(
      text,
    );
  const port = /\b(?:udp|tcp) port (\d+)/.exec(text)?.[1];
  const mtu = /\bmtu (\d+)/.exec(text)?.[1];
  const destination = about?.slice(1).find((part) => part);
  return {
    text,
    type,
    ...(destination !== undefined && { about: destination.replace(/,$/, "") }),
    ...(port !== undefined && { aboutPort: Number(port) }),
    ...(mtu !== undefined && { mtu: Number(mtu) }),
  };
}

function typeOf(text: string): CapturedIcmp["type"] {
  if (/need to frag|packet too big/.test(text)) return "too-big";
  if (/unreachable/.test(text)) return "unreachable";
  if (/time exceeded/.test(text)) return "time-exceeded";
  if (/^echo request/.test(text)) return "echo-request";
  if (/^echo reply/.test(text)) return "echo-reply";
  if (/redirect/.test(text)) return "redirect";
  return "other";
}
