/**
 * kube-router, iptables (`KUBE-NWPLCY-…`, `KUBE-POD-FW-…`) and nftables (`kube-router-filter-ipv4`). Chain names are hashes
 * over a version that changes with every sync, so only comments tell: sentences up to 2.6, `ns/name ingress pods` after
 * (kube-router: pkg/controllers/netpol, comments.go).
 */
import { named, networkPolicy, type PolicyName, type Spelling } from "./policy-name.ts";

const tags =
  /^([a-z0-9-]+\/\S+) (?:(?:in|e)gress (?:pods|any|cidr)(?: np)?|ipblock|except-(?:src|dst)|policy)$/;

/** One chain holds both directions of a policy, so a rule's own direction is not said. */
export const kubeRouterSpelling: Spelling = {
  comment(comment, rule) {
    const sentence = /selected by policy name:? (\S+) namespace:? (\S+)/.exec(comment);
    if (sentence) return named(networkPolicy, `${sentence[2] ?? ""}/${sentence[1] ?? ""}`);
    if (!/^KUBE-(NWPLCY|POD-FW)-/.test(rule.chain)) return undefined;
    const path = tags.exec(comment)?.[1];
    return path === undefined ? undefined : named(networkPolicy, path);
  },
};

/**
 * The policy whose chain a pod's own chain asks, when that chain is empty and says nothing itself: the old comment names the
 * policy, and other rules of the pod's chain the namespace.
 */
export function kubeRouterJump(
  comments: readonly string[],
  chainComments: readonly string[],
): PolicyName | undefined {
  const name = find(comments, /^run through nw policy (\S+)$/);
  const namespace = find(chainComments, /POD name:\S+ namespace: (\S+)/);
  return name === undefined || namespace === undefined
    ? undefined
    : named(networkPolicy, `${namespace}/${name}`);
}

function find(comments: readonly string[], pattern: RegExp): string | undefined {
  for (const comment of comments) {
    const found = pattern.exec(comment)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
