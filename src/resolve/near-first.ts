/** Of many endpoints those are asked about that the client's own connections go to. */
import { nodeOf, type Endpoint } from "../model/endpoint.ts";
import { endpointChoice } from "../model/endpoint-choice.ts";
import type { Cluster } from "../ports.ts";
import { isOfNode, type Destination } from "./destinations.ts";
import type { End } from "./ends.ts";
import { nodeEndpoint, podEndpoint } from "./pod-endpoint.ts";

/** The zone of the client's node; asked for only where endpoints say for which zones they are meant. */
export async function zoneOfClient(from: End, to: End, cluster: Cluster): Promise<string | undefined> {
  const zoned = to.slices.some(({ endpoints }) => endpoints.some(({ hints }) => hints?.forZones?.length));
  const client = from.node ? nodeEndpoint(from.node) : from.pods.slice(0, 1).map(podEndpoint)[0];
  const name = client && nodeOf(client);
  if (!zoned || name === undefined || name === "") return undefined;
  const node = from.node ?? (await cluster.get("Node", name).catch(() => undefined));
  return node?.metadata.labels?.["topology.kubernetes.io/zone"];
}

/** The destinations, those first that the node which translates for this source sends to. */
export function nearFirst(
  destinations: readonly Destination[],
  to: End,
  source: Endpoint | undefined,
  zone: string | undefined,
): readonly Destination[] {
  const { service, entrance, slices } = to;
  const own = source && nodeOf(source);
  const name = entrance && isOfNode(entrance) ? to.node?.metadata.name : own;
  if (!service || name === undefined) return destinations;
  const { internalTrafficPolicy, externalTrafficPolicy } = service.spec;
  const local = entrance
    ? externalTrafficPolicy === "Local" && own !== name
    : internalTrafficPolicy === "Local";
  const all = slices
    .flatMap(({ endpoints }) => endpoints)
    .map(({ addresses, conditions, nodeName, hints }) => ({
      addresses,
      ready: conditions?.ready !== false,
      ...(conditions?.serving === undefined ? {} : { serving: conditions.serving }),
      ...(nodeName === undefined ? {} : { node: nodeName }),
      forZones: (hints?.forZones ?? []).map((one) => one.name),
      forNodes: (hints?.forNodes ?? []).map((one) => one.name),
    }));
  const { used } = endpointChoice(all, { name, ...(zone === undefined ? {} : { zone }), local });
  const near = new Set(used.flatMap(({ addresses }) => addresses));
  const isNear = ({ endpoint }: Destination): boolean => endpoint.ips.some((ip) => near.has(ip));
  return [...destinations.filter(isNear), ...destinations.filter((one) => !isNear(one))];
}
