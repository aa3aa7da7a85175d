/**
 * Azure NPM: a chain for each direction of a policy, jumped to from `AZURE-NPM-INGRESS` and `-EGRESS`, which drop what a policy
 * marked. Chains and sets are called by hashes; the jump's comment names the policy. Its first version had no chain of a policy and
 * named none (Azure/azure-container-networking: npm/pkg/dataplane/policies, npm/util).
 */
import { createHash } from "node:crypto";
import { directed, named, networkPolicy, type Spelling } from "./policy-name.ts";

export const azureSpelling: Spelling = {
  /** `INGRESS-POLICY-ns/name-TO-podlabel-app:web-AND-ns-shop-IN-ns-shop`: names are lower case, the words around them are not. */
  comment(comment) {
    const [, side, path] = /^(IN|E)GRESS-POLICY-([^/\s]+\/[^\sA-Z]+)-(?:TO|FROM)-/.exec(comment) ?? [];
    if (path === undefined) return undefined;
    return directed(named(networkPolicy, path), side === "E" ? "egress" : "ingress");
  },
};

/** Both names that its versions give the chain of one direction of a NetworkPolicy. */
export function azureChainNames(
  namespace: string,
  name: string,
  direction: "ingress" | "egress",
): readonly string[] {
  const key = `${namespace}/${name}`;
  const prefix = direction === "ingress" ? "AZURE-NPM-INGRESS-" : "AZURE-NPM-EGRESS-";
  const digits = (sha256(key) % 36n ** 10n).toString(36).padStart(10, "0");
  return [`${prefix}${fnv1a(key)}`, `${prefix}${digits}`];
}

/**
 * Both names that its versions give a set.
 * @param what `podlabel-app:web`, `nslabel-team:a`, `ns-shop`, `namedport:http`.
 */
export function azureSetNames(what: string): readonly string[] {
  const digits = sha256(what).toString(36).padStart(20, "0").slice(0, 20);
  return [`azure-npm-${fnv1a(what)}`, `azure-npm-${digits}`];
}

function sha256(text: string): bigint {
  return BigInt(`0x${createHash("sha256").update(text).digest("hex")}`);
}

/** 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
