/** Whose the addresses of EndpointSlices are, where they are those of none of the Service's own pods. */
import type { EndpointSlice, Node, Pod, Service } from "../model/kubernetes.ts";
import { podIPs } from "../model/pod-status.ts";
import type { NobodysAddress } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";

interface Owners {
  readonly hosts: readonly Node[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly nobodys: readonly NobodysAddress[];
}

/** Of an EndpointSlice that somebody wrote by hand the addresses are looked up one by one: so many of them. */
const mostAddresses = 10;

/** Whose the endpoints are that are none of these pods: nodes, other pods, by mistake Services; the rest is outside, or nobody's. */
export async function ownersOfAddresses(
  slices: readonly EndpointSlice[],
  known: readonly Pod[],
  cluster: Cluster,
): Promise<Owners> {
  const theirs = new Set(known.flatMap(podIPs));
  const bare = new Set(
    slices
      .flatMap(({ endpoints }) => endpoints)
      .flatMap(({ addresses }) => addresses)
      .filter((ip) => !theirs.has(ip)),
  );
  const nodes = bare.size === 0 ? [] : await cluster.list("Node").catch(() => undefined);
  const hosts = (nodes ?? []).filter(({ status }) =>
    status?.addresses?.some(({ address }) => bare.has(address)),
  );
  const ofHosts = new Set(hosts.flatMap(({ status }) => status?.addresses?.map(({ address }) => address)));
  const asked = [...bare].filter((ip) => !ofHosts.has(ip)).slice(0, mostAddresses);
  const owners = await Promise.all(asked.map((ip) => ownersOf(ip, cluster)));
  return {
    hosts,
    pods: owners.flatMap(({ pods }) => pods ?? []),
    services: owners.flatMap(({ services }) => services ?? []),
    nobodys: owners.flatMap(({ ip, pods, services }) =>
      nodes && pods?.length === 0 && services?.length === 0 ? [{ ip }] : [],
    ),
  };
}

/** What could not be read is undefined: servers before 1.30 cannot find a Service by its address. */
async function ownersOf(
  ip: string,
  cluster: Cluster,
): Promise<{ ip: string; pods: readonly Pod[] | undefined; services: readonly Service[] | undefined }> {
  const [pods, services] = await Promise.all([
    cluster.list("Pod", { fieldSelector: `status.podIP=${ip}` }).catch(() => undefined),
    cluster.list("Service", { fieldSelector: `spec.clusterIP=${ip}` }).catch(() => undefined),
  ]);
  return { ip, pods: pods?.filter((pod) => pod.spec.hostNetwork !== true), services };
}
