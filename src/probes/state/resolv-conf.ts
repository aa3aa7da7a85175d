import { defineProbe, Unreadable } from "../../model/probe.ts";
import { reading, script } from "../text/limits.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

/** How names are looked up in a pod, or on the node. */
export interface ResolvConf {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  /** Names with fewer dots are tried with the search domains first. */
  readonly ndots: number;
  readonly timeoutSeconds: number;
  readonly attempts: number;
  readonly options: readonly string[];
}

/** The pod's file is seen through its process; without one it is the node's own. */
const readResolvConf = 'cat "/proc/${NETDIAG_PID:-1}/root/etc/resolv.conf"';

export const resolvConf = defineProbe<ResolvConf>({
  name: "resolv-conf",
  why: "Reads which DNS servers and search domains the pod uses.",
  at: "both",
  tool: "cat",
  needs: ["SYS_PTRACE"],
  command: () => reading(script(readResolvConf), 16),
  parse(output) {
    const words = linesOf(wholeText(output))
      .map((line) => (line.split(/[#;]/, 1)[0] ?? "").trim())
      .filter((line) => line !== "")
      .map((line) => line.split(/\s+/));
    const unknown = words.find(([key = ""]) => !/^[a-z]+$/.test(key));
    if (unknown) throw new Unreadable(`not a line of resolv.conf: ${shown(unknown.join(" "))}`);
    const options = words.flatMap(([key, ...rest]) => (key === "options" ? rest : []));
    const option = (name: string, otherwise: number) => {
      const found = options.find((text) => text.startsWith(`${name}:`));
      return found === undefined ? otherwise : numberOf(found.slice(name.length + 1));
    };
    return {
      nameservers: words.flatMap(([key, server]) => (key === "nameserver" && server ? [server] : [])),
      // The last `search` or `domain` line counts.
      search: words.findLast(([key]) => key === "search" || key === "domain")?.slice(1) ?? [],
      // Defaults of resolv.conf(5).
      ndots: option("ndots", 1),
      timeoutSeconds: option("timeout", 5),
      attempts: option("attempts", 2),
      options,
    };
  },
});
