/** The clusters that are asked about through one bot, each with workers of its own. */
export interface Clusters {
  /** Of questions that name none. */
  readonly byDefault: string;
  readonly others: readonly string[];
}

/**
 * The part that a cluster has in names of queues and keys. The default one has none: so it was before there were several,
 * and whatever was written then is its.
 */
export function clusterPart(clusters: Clusters | undefined, cluster: string | undefined): string | undefined {
  return clusters === undefined || cluster === clusters.byDefault ? undefined : cluster;
}
