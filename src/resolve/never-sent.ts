/** Where no packet goes: addresses that are never probed, and what a name looked up on a node leads to. */
import { neverProbed, refusal, refusedWords } from "../access/never-probed.ts";
import type { Sight } from "../access/sight.ts";
import { askedAddress, type Flow, type ThroughService } from "../model/flow.ts";
import type { EndpointSlice } from "../model/kubernetes.ts";
import { targetWords, type Question } from "../model/question.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";
import { endOfAddress } from "./address-end.ts";
import { behindAddress } from "./entrances.ts";
import { NotAllowed } from "./unresolved.ts";
import { mayAskAboutAll, subjectsOf } from "./visible.ts";

/** Throws NotAllowed where the words themselves are such an address. */
export function refuseWords(question: Question): void {
  const refused = refusedWords(question);
  if (refused !== undefined) throw new NotAllowed(refused);
}

/**
 * Throws NotAllowed where the words lead to such an address: an endpoint of the Service, whichever of them the packets would be
 * translated to, an address of a pod or node.
 */
export function refuseAddresses(
  question: Question,
  flows: readonly Flow[],
  { endpointSlices }: Pick<ClusterSnapshot, "endpointSlices">,
): void {
  const services = flows.flatMap(({ service }) => service ?? []);
  const asked = new Map(services.map((one) => [`${one.namespace}/${one.name}:${one.portName ?? ""}`, one]));
  const listed = [...asked.values()].flatMap((service) => endsOf(service, endpointSlices));
  const ends = flows.flatMap((flow) => [
    { ip: flow.destinationIP, port: flow.port },
    ...[askedAddress(flow) ?? []].flat().map(({ ip, port }) => ({ ip, port })),
  ]);
  for (const { ip, port } of [...ends, ...listed]) {
    const what = neverProbed(ip, port);
    if (what !== undefined) throw new NotAllowed(refusal(targetWords(question.to), what, ip));
  }
}

/** Every address of the Service's slices, and the port that is asked there; undefined where they do not say which. */
function endsOf(
  { namespace, name, portName = "" }: ThroughService,
  slices: readonly EndpointSlice[],
): readonly { readonly ip: string; readonly port: number | undefined }[] {
  return slices
    .filter(
      ({ metadata }) =>
        (metadata.namespace ?? "default") === namespace &&
        metadata.labels?.["kubernetes.io/service-name"] === name,
    )
    .flatMap(({ endpoints, ports }) => {
      const port = ports.find((one) => (one.name ?? "") === portName)?.port;
      return endpoints.flatMap(({ addresses }) => addresses).map((ip) => ({ ip, port }));
    });
}

/**
 * Throws NotAllowed where a name that was looked up on a node leads to such an address, or to something of the cluster, or
 * outside, that the asker may not ask about.
 * @param flows with the addresses found; @param before without them.
 */
export async function refuseLookedUp(
  question: Question,
  { flows, before }: { readonly flows: readonly Flow[]; readonly before: readonly Flow[] },
  cluster: Cluster,
  sight: Sight,
): Promise<void> {
  const known = new Set(before.map(({ destinationIP }) => destinationIP));
  const found = flows.filter(({ destinationIP }) => !known.has(destinationIP));
  const typed = question.looksUp ?? targetWords(question.to);
  for (const { destinationIP: ip, port } of found) {
    const what = neverProbed(ip, port);
    if (what !== undefined) throw new NotAllowed(refusal(typed, what, ip));
  }
  if (!sight.looksBehindNames) return;
  const asked = new Map(found.map((flow) => [`${flow.destinationIP} ${flow.port}`, flow]));
  for (const { destinationIP: ip, port, to } of asked.values()) {
    const address = { ...question, to: { type: "ip" as const, ip }, port };
    const end = await behindAddress(await endOfAddress(ip, cluster), address, cluster);
    const host = to.type === "external" && to.host !== undefined ? to.host : typed;
    const about = subjectsOf(end).map((subject) => ("outside" in subject ? { outside: host } : subject));
    mayAskAboutAll(about, host, sight);
  }
}
