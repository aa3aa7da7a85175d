/** What stays as it is in every language: names, addresses, numbers, what commands print. */

/** A word of English prose: where one stands beside others, they say something that would have to be translated. */
const prose = /^[a-z]{2,}[,;:]?$|^[A-Z][a-z']*[a-z][,;:]?$|^(?:a|I)$|'s$/;

/** Kinds, products and units are written so in every language. */
const same: ReadonlySet<string> = new Set(
  (
    "Pod Service Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Node Namespace Ingress NetworkPolicy EndpointSlice " +
    "GlobalNetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy ClusterNetworkPolicy CiliumNetworkPolicy " +
    "CiliumClusterwideNetworkPolicy AuthorizationPolicy PeerAuthentication DestinationRule HostEndpoint ConfigMap Secret " +
    "Tier Profile NetworkSet GlobalNetworkSet Gateway HTTPRoute Envoy Istio Calico Cilium Flannel Kubernetes Linux Slack Redis ms lo"
  ).split(" "),
);

const command =
  /^(?:kubectl|iptables|nft|sysctl|conntrack|calicoctl) \S|^(?:ip (?:-|a |addr|link|neigh|r |route|rule)|bridge (?:fdb|link|vlan)|tc (?:-|qdisc|filter)|ss -|netdiag (?:why|policy|replay|explain|faults|probes)\b)/;

/** JSON, rules and commands, which are never taken apart. */
export function isForeign(text: string): boolean {
  return /^[{[$<]|^-[A-Z] /.test(text) || command.test(text);
}

/** One word, or several of which none is English: `test/web:80`, `10.1.2.3 → 10.1.2.4:80 TCP`, `Service test/web`, `"any words"`. */
export function staysAsItIs(text: string): boolean {
  if (isForeign(text)) return true;
  return withoutQuotes(text)
    .split(/ (?:→|->|·) |, /)
    .every((part) => {
      const tokens = part.trim().split(/\s+/);
      const [only = "", ...others] = tokens;
      // A name is no capitalised word: `client`, and not `Ask`.
      if (others.length === 0) return !/^[A-Z][a-z']+$/.test(only) || same.has(only);
      if (/^\S+ \(\S+\)$/.test(part)) return true;
      return tokens.every((token) => !prose.test(token) || same.has(token));
    });
}

/** Without what stands in backticks and double quotes. */
function withoutQuotes(text: string): string {
  return text.replace(/`[^`]*`|"[^"]*"/g, "");
}

/** Places in a text at which `border` matches outside of backticks and double quotes. */
export function outsideQuotes(
  text: string,
  border: RegExp,
): readonly { readonly at: number; readonly length: number }[] {
  const quoted = [...text.matchAll(/`[^`]*`|"[^"]*"/g)].map(
    ({ index, 0: whole }) => [index, index + whole.length] as const,
  );
  let next = 0;
  return [...text.matchAll(border)].flatMap(({ index, 0: whole }) => {
    while ((quoted[next]?.[1] ?? Infinity) <= index) next += 1;
    return index > (quoted[next]?.[0] ?? Infinity) ? [] : [{ at: index, length: whole.length }];
  });
}
