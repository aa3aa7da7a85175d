/**
 * The last look at a fix before it is told. Whatever a fault proposes: a command that takes something away is shown for a
 * confirmed cause only, and what an agent on the node wrote (kube-proxy, the CNI) is never to be changed by hand: the agent
 * writes it again, or the two fight. Commands that only look are always shown.
 */
import type { Confidence, Fix } from "../model/finding.ts";
import { REMOVED } from "../model/removed.ts";

/**
 * `looks`: reads. `changes`: sets something that can be set back. `disrupts`: ends connections, pods, nodes or state.
 * `agents-own`: routes, neighbours, forwarding entries and rules that an agent keeps.
 */
export type Risk = "looks" | "changes" | "disrupts" | "agents-own";

const kubectlDisrupts = /^(?:delete|drain|cordon|evict|taint|replace)$/;
const kubectlChanges =
  /^(?:apply|patch|scale|edit|set|label|annotate|rollout|create|expose|uncordon|autoscale|exec|debug|cp)$/;
/** Interfaces that a CNI makes: tunnels, and the node's ends of pods' wires. */
const agentsDevice =
  /^(?:vxlan|flannel|cali|cilium|lxc|genev|tunl|wireguard|wg|kube-|nodelocaldns|weave|antrea|ovn)/;
const writes = /^(?:add|append|replace|change|prepend|del|delete|flush|set)$/;

/** What a printed command does; the comment behind `#` does not count. An unknown program counts as one that changes. */
export function riskOf(command: string): Risk {
  const words = command
    .replace(/\s#.*$/, "")
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "sudo");
  const [program = "", ...rest] = words;
  const has = (pattern: RegExp): boolean => rest.some((word) => pattern.test(word));
  switch (program) {
    case "kubectl":
      return has(kubectlDisrupts) ? "disrupts" : has(kubectlChanges) ? "changes" : "looks";
    case "ip":
      if (!has(writes)) return "looks";
      if (has(/^(?:r|ro|route)$/) && !has(/^default$/)) return "agents-own";
      if (has(/^(?:n|neigh|neighbour)$/) && has(agentsDevice)) return "agents-own";
      return has(/^(?:del|delete|flush|down)$/) ? "disrupts" : "changes";
    case "bridge":
      return has(writes) ? "agents-own" : "looks";
    case "iptables":
    case "iptables-legacy":
    case "iptables-nft":
    case "ip6tables":
    case "ip6tables-legacy":
    case "ip6tables-nft":
    case "ipset":
      return has(/^(?:-[ADIRFXNPZ]|--(?:append|delete|insert|flush|policy).*|add|del|flush|destroy|swap)$/)
        ? "agents-own"
        : "looks";
    case "nft":
      return has(/^(?:add|insert|delete|destroy|flush|replace|reset|-f)$/) ? "agents-own" : "looks";
    case "conntrack":
      return has(/^-(?:D|F|I|U)$|^--(?:delete|flush|create|update)$/) ? "disrupts" : "looks";
    case "sysctl":
      return has(/^-w$|=/) ? "changes" : "looks";
    case "systemctl":
    case "service":
      return has(/^(?:restart|stop|kill|reboot|poweroff|mask|disable)$/)
        ? "disrupts"
        : has(/^(?:status|show|cat|list-units)$/)
          ? "looks"
          : "changes";
    case "reboot":
    case "shutdown":
    case "poweroff":
    case "kill":
    case "pkill":
    case "killall":
      return "disrupts";
    default:
      return looking.has(program) ? "looks" : "changes";
  }
}

/** An object of which something was removed, that looked like a secret, is not to be applied: it would be gone in the cluster too. */
function withoutHoles(fix: Fix): Fix {
  if (fix.yaml?.includes(REMOVED) !== true) return fix;
  const { summary, commands, checked, alsoOpens, alsoCloses } = fix;
  return {
    summary,
    checked,
    ...(commands && { commands }),
    ...(alsoOpens && { alsoOpens }),
    ...(alsoCloses && { alsoCloses }),
    caution: [
      fix.caution,
      "the object holds what looks like a secret, which is not shown: change it in place, with kubectl edit",
    ]
      .filter((one) => one !== undefined)
      .join("; "),
  };
}

const looking: ReadonlySet<string> = new Set([
  "cat",
  "curl",
  "dig",
  "ethtool",
  "getent",
  "grep",
  "ipvsadm",
  "iptables-save",
  "iptables-legacy-save",
  "iptables-nft-save",
  "ip6tables-save",
  "journalctl",
  "nc",
  "netdiag",
  "nslookup",
  "nstat",
  "openssl",
  "ping",
  "ss",
  "tcpdump",
  "tracepath",
  "traceroute",
]);

/** The fix without what must not be shown for a cause of this confidence. */
export function harmless(whole: Fix, confidence: Confidence): Fix {
  const fix = withoutHoles(whole);
  if (fix.commands === undefined) return fix;
  const { commands, ...rest } = fix;
  const shown = commands.filter((command) => {
    const risk = riskOf(command);
    return risk === "looks" || risk === "changes" || (risk === "disrupts" && confidence === "confirmed");
  });
  return shown.length === 0 ? rest : { ...rest, commands: shown };
}
