/**
 * Annotations that somebody here reads. All others are dropped as an object is read: people and controllers keep whole manifests,
 * tokens and notes in them (`kubectl.kubernetes.io/last-applied-configuration` holds a pod's env).
 */
const kept: readonly RegExp[] = [
  // Pod networks note a node's addresses and the kind of their tunnel.
  /^projectcalico\.org\/IPv[46][A-Za-z]*Addr(ess)?$/,
  /^flannel\.alpha\.coreos\.com\//,
  /^(io\.cilium\.network\.|network\.cilium\.io\/)/,
  /^kube-router\.io\//,
  /^node\.antrea\.io\//,
  /^k3s\.io\/(internal|external)-ip$/,
  /^(alpha\.)?kubernetes\.io\/provided-node-ip$/,
  // A mesh notes which pods have a proxy, and what goes past it. `sidecar.istio.io/status` only has to be there.
  /^sidecar\.istio\.io\/(status|inject)$/,
  /^(traffic\.sidecar|ambient)\.istio\.io\//,
  /^istio\.io\/dry-run$/,
  // Whom a load balancer admits.
  /^service\.beta\.kubernetes\.io\/load-balancer-source-ranges$/,
  // Who wrote an object, so that a fix names the source and not the copy.
  /^configmanagement\.gke\.io\/(managed|source-path)$/,
  /^argocd\.argoproj\.io\/tracking-id$/,
  /^meta\.helm\.sh\/release-name$/,
  /^field\.cattle\.io\/(creatorId|projectId)$/,
  // Of KubeSphere's, notes of people are not among them.
  /(^|\.)kubesphere\.io\/(?!description$|alias-name$|creator$)/,
];

/** kubectl's copy of the whole object as it was applied last. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** Those that judging reads, as they are. */
export function keptAnnotations(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => kept.some((pattern) => pattern.test(key))),
  );
}

/** Those of a policy: a fix writes the whole object, and `kubectl apply` would take away what it does not find there. */
export function policyAnnotations(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== lastApplied));
}
