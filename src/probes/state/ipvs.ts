import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import type { Protocol } from "../../model/protocol.ts";
import type { Ipvs, RealServer, VirtualServer } from "../../netstack/seen/ipvs.ts";
import { reading } from "../text/limits.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

export const ipvs = defineProbe<Ipvs>({
  name: "ipvs",
  why: "Reads the Services and backends kube-proxy wrote in IPVS mode.",
  at: "node",
  tool: "ipvsadm",
  needs: ["NET_ADMIN", "NET_RAW"],
  command: () => reading(["ipvsadm", "-S", "-n"], 4096),
  parse: (output) =>
    isAbsent(output) ? { mode: "absent" } : { mode: "present", servers: parseSaved(wholeText(output)) },
});

/** The kernel has no IPVS, so kube-proxy cannot be using it. */
function isAbsent(output: CommandOutput): boolean {
  return output.exitCode !== 0 && /Can't initialize ipvs: Protocol not available/.test(output.stderr);
}

interface OpenServer extends VirtualServer {
  readonly backends: RealServer[];
}

/** `-A -t 10.0.0.1:443 -s rr -p 10800` starts a server, `-a -t … -r 10.244.1.2:6443 -m -w 1` adds a backend. */
function parseSaved(text: string): readonly VirtualServer[] {
  const servers: OpenServer[] = [];
  for (const line of linesOf(text)) {
    const [verb, ...words] = line.trim().split(/\s+/);
    const option = (name: string) => {
      const at = words.indexOf(name);
      return at < 0 ? undefined : words[at + 1];
    };
    if (verb === "-A") {
      // A firewall-mark server (-f) has no address: kube-proxy writes none.
      if (words.includes("-f")) continue;
      const persistent = option("-p");
      servers.push({
        ...serverEnd(option, line),
        ...given("scheduler", option("-s")),
        ...(persistent !== undefined && { persistentSeconds: numberOf(persistent) }),
        backends: [],
      });
    } else if (verb === "-a") {
      const real = option("-r");
      if (real === undefined) throw new Unreadable(`a backend without address: ${shown(line)}`);
      if (words.includes("-f")) continue;
      const end = serverEnd(option, line);
      servers
        .find(({ ip, port, protocol }) => ip === end.ip && port === end.port && protocol === end.protocol)
        ?.backends.push({ ...endOf(real, line), weight: numberOf(option("-w") ?? "1") });
    } else throw new Unreadable(`not a line of ipvsadm: ${shown(line)}`);
  }
  return servers;
}

function serverEnd(option: (name: string) => string | undefined, line: string) {
  const [flag, protocol] = protocolFlags.find(([name]) => option(name) !== undefined) ?? [];
  const end = flag === undefined ? undefined : option(flag);
  if (protocol === undefined || end === undefined)
    throw new Unreadable(`a virtual server without address: ${shown(line)}`);
  return { protocol, ...endOf(end, line) };
}

const protocolFlags: readonly (readonly [string, Protocol])[] = [
  ["-t", "TCP"],
  ["-u", "UDP"],
  ["--sctp-service", "SCTP"],
];

function endOf(text: string, line: string): { ip: string; port: number } {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):(\d+)$/.exec(text);
  const ip = parts?.[1] ?? parts?.[2];
  if (ip === undefined) throw new Unreadable(`not an address and port: ${shown(line)}`);
  return { ip, port: numberOf(parts?.[3]) };
}

function given(key: "scheduler", value: string | undefined): { scheduler?: string } {
  return value === undefined ? {} : { [key]: value };
}
