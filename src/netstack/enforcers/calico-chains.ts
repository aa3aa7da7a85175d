/**
 * The names of the chains that Felix makes of a policy. iptables takes 28 letters, so most names are hashes: whose chain it is can be
 * told from the name only by making it again (libcalico-go: hash.GetLengthLimitedID; felix: rules PolicyChainName).
 */
import { createHash } from "node:crypto";
import type { PolicyName } from "./policy-name.ts";

const longest = 28;
const prefixes = { ingress: "cali-pi-", egress: "cali-po-" } as const;

/** Since 3.31 a kind has letters; before, a policy translated from another API had a name of Calico's, in a tier of its own. */
interface KindWords {
  readonly letters: string;
  readonly translated?: { readonly prefix: string; readonly tier: string };
}

const kinds: Readonly<Record<string, KindWords>> = {
  "networking.k8s.io NetworkPolicy": {
    letters: "knp",
    translated: { prefix: "knp.default.", tier: "default" },
  },
  "projectcalico.org NetworkPolicy": { letters: "np" },
  "projectcalico.org GlobalNetworkPolicy": { letters: "gnp" },
  "policy.networking.k8s.io AdminNetworkPolicy": {
    letters: "kanp",
    translated: { prefix: "kanp.adminnetworkpolicy.", tier: "adminnetworkpolicy" },
  },
  "policy.networking.k8s.io BaselineAdminNetworkPolicy": {
    letters: "kbanp",
    translated: { prefix: "kbanp.baselineadminnetworkpolicy.", tier: "baselineadminnetworkpolicy" },
  },
  "policy.networking.k8s.io ClusterNetworkPolicy": { letters: "kcnp" },
};

/**
 * Every name that a version of Calico gives the chain of one direction, in iptables and in nftables, which has room for all of it. None
 * for kinds that are not Calico's to enforce.
 * @param tier of one of Calico's own policies.
 */
export function policyChainNames(
  { apiVersion, kind, namespace, name }: PolicyName,
  direction: "ingress" | "egress",
  tier: string,
): readonly string[] {
  const group = (apiVersion.split("/")[0] ?? "").replace(/^crd\.(?=projectcalico\.org$)/, "");
  const words = kinds[`${group} ${kind}`];
  if (!words) return [];
  const { letters, translated } = words;
  const within = namespace === undefined ? "" : `${namespace}/`;
  // Objects of newer versions may leave the tier out of their names.
  const own = translated || name.startsWith(`${tier}.`) ? [name] : [name, `${tier}.${name}`];
  const before = translated ? [`${translated.prefix}${name}`] : own;
  const suffixes = [
    ...own.map((one) => `${letters}/${within}${one}`),
    ...before.flatMap((one) => [`${translated?.tier ?? tier}/${within}${one}`, `${within}${one}`]),
  ];
  return suffixes.flatMap((suffix) => [
    `filter-${prefixes[direction]}${suffix}`,
    limited(prefixes[direction], suffix),
  ]);
}

function limited(prefix: string, suffix: string): string {
  if (prefix.length + suffix.length <= longest) return `${prefix}${suffix}`;
  const hash = createHash("sha256").update(suffix).digest("base64url");
  return `${prefix}_${hash.slice(0, longest - 1 - prefix.length)}`;
}
