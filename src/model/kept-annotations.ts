/**
 * Annotations that somebody here reads. All others are dropped as an object is read: people and controllers keep whole manifests,
 * tokens and notes in them (`kubectl.kubernetes.io/last-applied-configuration` holds a pod's env).
 */
const kept: readonly RegExp[] = [
  // Pod networks note a node's addresses and the kind of their tunnel.
  /^projectcalico\.org\//,
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
  /(^|\.)kubesphere\.io\//,
];

/** Longer values are no address, list of ports or name. */
const longest = 4_096;

/** Those that judging reads, as they are. */
export function keptAnnotations(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([key, value]) => value.length <= longest && kept.some((pattern) => pattern.test(key)),
    ),
  );
}
