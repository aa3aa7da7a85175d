import { defineProbe, Unreadable } from "../../model/probe.ts";
import { reading, script } from "../text/limits.ts";
import { linesOf, shown, wholeText } from "../text/reading.ts";

/** A program on the debug image. */
export interface Tool {
  readonly name: string;
  /** Undefined when the image does not have it. */
  readonly path?: string;
  /** BusyBox' own version, which knows fewer options and prints other texts. */
  readonly busybox: boolean;
}

/** `-ef` follows links, so a link to busybox counts as busybox; no process is started per program. */
const findTools = `
busybox=$(command -v busybox)
for tool
do
  if path=$(command -v "$tool")
  then
    kind=own
    case $path in /*) [ "$path" -ef "$busybox" ] && kind=busybox ;; *) kind=busybox ;; esac
    printf '%s\\t%s\\t%s\\n' "$tool" "$path" "$kind"
  else
    printf '%s\\t-\\t-\\n' "$tool"
  fi
done`;

/** Every program the probes use, or can use instead of another. */
export const toolNames: readonly string[] = [
  "ip",
  "bridge",
  "tc",
  "ss",
  "ethtool",
  "conntrack",
  "ipvsadm",
  "iptables-save",
  "iptables-legacy-save",
  "iptables-nft-save",
  "ip6tables-save",
  "nft",
  "ipset",
  "tcpdump",
  "ping",
  "traceroute",
  "socat",
  "nc",
  "dig",
  "curl",
  "awk",
  "timeout",
  "nsenter",
];

export const tools = defineProbe<readonly Tool[]>({
  name: "tools",
  why: "Finds which programs the debug image has, so that a missing one is said and not guessed.",
  at: "node",
  tool: "sh",
  command: () => reading(script(findTools, ...toolNames), 16),
  parse: (output) =>
    linesOf(wholeText(output)).map((line) => {
      const [name, path, kind, ...rest] = line.split("\t");
      if (name === undefined || path === undefined || kind === undefined || rest.length > 0)
        throw new Unreadable(`not a program and its place: ${shown(line)}`);
      return { name, busybox: kind === "busybox", ...(path !== "-" && { path }) };
    }),
});
