/** Which clusters there are, and what a question is about where its words do not say: by its channel. */

/** What a channel asks about unless somebody says otherwise. */
export interface ChannelPlace {
  readonly cluster?: string;
  /** Where names without a namespace are looked for first. */
  readonly namespace?: string;
}

export interface Places {
  /** The default cluster. */
  readonly cluster: string;
  readonly otherClusters: readonly string[];
  readonly channels: Readonly<Record<string, ChannelPlace>>;
}

/** All clusters, the channel's first. */
export function clustersFor(places: Places, channel: string): readonly [string, ...string[]] {
  const here = clusterHere(places, channel);
  const all = [places.cluster, ...places.otherClusters];
  return [here, ...all.filter((cluster) => cluster !== here)];
}

export function clusterHere({ cluster, channels }: Places, channel: string): string {
  return placeOf(channels, channel)?.cluster ?? cluster;
}

/** Only of the channel's own cluster: in another one a namespace of that name is somebody else's. */
export function namespaceHere(places: Places, channel: string, cluster: string): string | undefined {
  return cluster === clusterHere(places, channel) ? placeOf(places.channels, channel)?.namespace : undefined;
}

function placeOf(channels: Places["channels"], channel: string): ChannelPlace | undefined {
  return Object.hasOwn(channels, channel) ? channels[channel] : undefined;
}
