import { defineProbe } from "../../model/probe.ts";
import { reading, script } from "../text/limits.ts";
import { linesOf, wholeText } from "../text/reading.ts";

/** A line of /etc/hosts. */
export interface HostsEntry {
  readonly ip: string;
  readonly names: readonly string[];
}

/** The pod's file is seen through its process; without one it is the node's own. */
const readHosts = 'cat "/proc/${NETDIAG_PID:-1}/root/etc/hosts"';

export const hostsFile = defineProbe<readonly HostsEntry[]>({
  name: "hosts-file",
  why: "Reads the names that the pod knows without asking DNS.",
  at: "both",
  tool: "cat",
  needs: ["SYS_PTRACE"],
  command: () => reading(script(readHosts), 64),
  parse: (output) =>
    linesOf(wholeText(output)).flatMap((line) => {
      const [ip, ...names] = (line.split("#")[0] ?? "").trim().split(/\s+/);
      // Resolvers pass over what they cannot read, too.
      return ip === undefined || ip === "" || names.length === 0
        ? []
        : [{ ip, names: names.map((name) => name.toLowerCase()) }];
    }),
});
