import { defineProbe, Unreadable } from "../../model/probe.ts";
import type { Listener } from "../../netstack/seen/sockets.ts";
import { reading } from "../text/limits.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

export const listeners = defineProbe<readonly Listener[]>({
  name: "listeners",
  why: "Reads which addresses and ports programs wait on, and whether their queues are full.",
  at: "both",
  tool: "ss",
  // Without -p: naming the programs means reading the open files of every process of the node.
  command: () => reading(["ss", "-H", "-l", "-n", "-t", "-u"]),
  parse: (output) => linesOf(wholeText(output)).flatMap((line) => listenerOf(line) ?? []),
});

/** `tcp LISTEN 0 128 0.0.0.0:80 0.0.0.0:*`; without the first word when ss was asked for TCP alone. */
function listenerOf(line: string): Listener | undefined {
  const words = line.trim().split(/\s+/);
  const named = words[0] === "tcp" || words[0] === "udp";
  const [protocol, state, queued, backlog, local] = named ? words : ["tcp", ...words];
  if (state === "State") return undefined;
  if ((state !== "LISTEN" && state !== "UNCONN") || local === undefined)
    throw new Unreadable(`not a socket: ${shown(line)}`);
  const cut = local.lastIndexOf(":");
  const port = local.slice(cut + 1);
  // Raw and not yet bound sockets show `*` for the port.
  if (port === "*") return undefined;
  const [ip = "", device] = local.slice(0, cut).split("%");
  return {
    protocol: protocol === "udp" ? "UDP" : "TCP",
    ip: ip.replace(/^\[|\]$/g, ""),
    port: numberOf(port),
    queued: numberOf(queued),
    backlog: numberOf(backlog),
    programs: [...line.matchAll(/\("([^"]{1,64})",pid=/g)].map(([, program = ""]) => program),
    ...(device !== undefined && { device: device.replace(/\]$/, "") }),
  };
}
