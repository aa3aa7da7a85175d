/** What a resolver makes of a name before it asks anybody. */
import type { ResolvConf } from "../../probes/state/resolv-conf.ts";

/** The domain of clusters that nobody gave another one. */
export const usualDomain = "cluster.local";

/**
 * The complete names that are asked for, in order, as glibc does it: a name with a dot at its end stands for itself; one
 * with fewer dots than `ndots` is tried with every search domain first, any other as it is first.
 */
export function namesTried(
  text: string,
  { search, ndots }: Pick<ResolvConf, "search" | "ndots">,
): readonly string[] {
  if (text.endsWith(".")) return [text.slice(0, -1)];
  const searched = search
    .map((domain) => domain.replace(/^\.|\.$/g, ""))
    .filter((domain) => domain !== "")
    .map((domain) => `${text}.${domain}`);
  const dots = text.split(".").length - 1;
  return [...new Set(dots >= ndots ? [text, ...searched] : [...searched, text])];
}

/** The cluster's domain, as the search list of its pods tells it: `svc.cluster.local`, `test.svc.cluster.local`. */
export function clusterDomain(search: readonly string[]): string | undefined {
  const told = search.flatMap((domain) => /^(?:[^.]+\.)?svc\.(.+?)\.?$/.exec(domain)?.[1] ?? []);
  return told[0];
}

/** The search list that the kubelet gives to pods of a namespace; the domain is the one of a complete name. */
export function usualSearch(namespace: string, complete: string): readonly string[] {
  const domain = complete.split(".svc.").slice(1).join(".svc.") || usualDomain;
  return [`${namespace}.svc.${domain}`, `svc.${domain}`, domain];
}
