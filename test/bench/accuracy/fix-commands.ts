/** What the commands of a fix are: looks, changes, and changes that nobody should be told to make. */

/** Prints and changes nothing. Checked first. */
const looks: readonly RegExp[] = [
  /^kubectl (.* )?(get|describe|logs|top|explain|auth|diff|events|version|api-resources)\b/,
  /^(ip|bridge)( -\S+)* \S+ (show|list|get)\b/,
  /^(ip|bridge)( -\S+)* (link|addr|route|rule|neigh|fdb)$/,
  /^nft( -\S+)* (list|get|monitor)\b/,
  /^ip6?tables\S*( -t \S+)? (-L|-S|-C|--list\S*)/,
  /^ip6?tables\S*-save\b/,
  /^ipset (list|test|save)\b/,
  /^conntrack -[LSEG]\b/,
  /^sysctl (?!-w)[^=]*$/,
  /^ethtool (-k|-S|-i|-g)\b/,
  /^tc( -\S+)* (qdisc|class|filter) (show|list)\b/,
  /^(systemctl (status|is-active|cat)|journalctl|crictl (ps|logs|inspect\S*)|calicoctl (get|node status|ipam))\b/,
  /^(ss|tcpdump|dig|nslookup|getent|ping|traceroute|mtr|cat|grep|ls|curl|nc|netdiag|netstat|nstat|arping|openssl|hostname|wget|time|ps)\b/,
];

/** Opens an editor, or never ends. */
const interactive = /^kubectl (.* )?(edit|exec|attach|port-forward|debug)\b/;

const programs =
  /^(kubectl|ip|bridge|nft|ip6?tables\S*|ipset|conntrack|sysctl|ethtool|systemctl|iptables-restore|nsenter|crictl|calicoctl|kill|echo|modprobe|firewall-cmd|ufw|tc|brctl|arp|route|ifconfig|nmcli)\b/;

export type CommandKind = "look" | "change" | "by hand" | "no command";

/** `by hand`: it opens an editor, or has a word in capitals or dots in the place of a name. */
export function kindOf(command: string): CommandKind {
  const bare = command.replace(/\s+#.*$/, "").trim();
  if (bare === "" || bare.startsWith("#")) return "look";
  if (looks.some((look) => look.test(bare))) return "look";
  if (
    interactive.test(bare) ||
    /(^|[\s/=])[A-Z]{4,}($|\s)|<[a-z][^>]*>|…/.test(bare.replaceAll(/'[^']*'/g, ""))
  )
    return isRuleCommand(bare) ? "change" : "by hand";
  return programs.test(bare) && !/^\S+ [^'"]*: /.test(bare) ? "change" : "no command";
}

/** Chains and targets are written in capitals: `iptables -D INPUT -j DROP` has no place to fill in. */
function isRuleCommand(bare: string): boolean {
  return /^(ip6?tables|nft)/.test(bare) && !/<[a-z]|…|\b(NODE|POD|SERVER|SOURCE)\b/.test(bare);
}

const destructive =
  /\b(drain|cordon|reboot|shutdown|poweroff|flush|destroy|delete|del|kill)\b|(^|\s)-[FDX]\b|\bconntrack -[DF]\b/;

/** Rules of kube-proxy and the CNI, tunnel entries and routes: their agents write them again. */
const owned = [
  /^(ip6?tables\S*|nft|ipset) .*\b(KUBE-|cali[-:0-9]|cali-|FLANNEL-|CILIUM_|KUBE_|kube-proxy\b|calico\b)/,
  /^(bridge fdb|ip( -\S+)* neigh) (add|append|replace|change|del|delete|flush) .*\b(vxlan|flannel|cali|cilium)/,
  /^ip( -\S+)* route (add|append|replace|change|del|delete|flush)\b/,
  /^ip( -\S+)* link (del|delete) .*\b(vxlan|flannel|cali|cilium|cni0)/,
];

export interface Standing {
  readonly right: boolean;
  readonly confirmed: boolean;
}

/** Why nobody should be told to type this; undefined when there is nothing against it. */
export function forbidden(command: string, { right, confirmed }: Standing): string | undefined {
  const bare = command.replace(/\s+#.*$/, "").trim();
  if (kindOf(command) === "look") return undefined;
  if (owned.some((pattern) => pattern.test(bare))) return `edits what an agent owns: ${bare}`;
  if (destructive.test(bare) && !(right && confirmed))
    return `takes something away for ${right ? "less than a confirmed cause" : "a cause that is not the one"}: ${bare}`;
  return undefined;
}

/** `# on node3`, `# on node3, until …`, `# on both nodes`: the nodes it is for, of those that are known. */
export function nodesOf(
  command: string,
  nodes: readonly string[],
  otherwise: string | undefined,
): readonly string[] {
  const comment = /#\s*on (.*)$/.exec(command)?.[1] ?? "";
  const named = nodes.filter((node) => new RegExp(`\\b${node}\\b`).test(comment));
  if (named.length > 0) return named;
  return otherwise === undefined ? [] : [otherwise];
}
