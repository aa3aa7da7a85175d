/** Who stands behind a Service, and on which port. */
import type { EndpointSlice } from "../../model/kubernetes.ts";
import type { PolicyModel } from "../compile.ts";
import { podKey, podNamespace } from "../objects/inventory.ts";
import type { PolicyEnd } from "../match/ends.ts";

export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

export function serviceName(key: string): ServiceName {
  const slash = key.indexOf("/");
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

type Endpoint = EndpointSlice["endpoints"][number];

/** The pod that the endpoint was made of; where none is named, whoever has the address, which may be a node. */
function endsOf(
  { inventory }: PolicyModel,
  { addresses, targetRef }: Endpoint,
  namespace: string,
): PolicyEnd[] {
  if (targetRef?.kind === "Pod") {
    const pod = inventory.pods.get(`${targetRef.namespace ?? namespace}/${targetRef.name ?? ""}`);
    return pod ? [{ pod }] : [];
  }
  return addresses.map((ip): PolicyEnd => {
    const pod = inventory.podByIp.get(ip);
    return pod ? { pod } : { ip };
  });
}

/** Each once, in the order of their names; from EndpointSlices, ready or not, or by the selector where no slice was given. */
export function endsBehind(model: PolicyModel, service: ServiceName): PolicyEnd[] {
  const { surroundings, podsByNamespace } = model.inventory;
  const slices = surroundings.slices.get(`${service.namespace}/${service.name}`);
  const ends = slices
    ? slices.flatMap(({ endpoints }) => endpoints.flatMap((one) => endsOf(model, one, service.namespace)))
    : (podsByNamespace.get(service.namespace) ?? [])
        .map((pod): PolicyEnd => ({ pod }))
        .filter((end) => isSelected(model, service, end));
  const byKey = new Map(ends.map((end) => [end.pod ? podKey(end.pod) : (end.ip ?? ""), end]));
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, end]) => end);
}

/** By its labels alone: whether it has the port is another question. */
function isSelected(model: PolicyModel, service: ServiceName, { pod }: PolicyEnd): boolean {
  const { spec } = model.inventory.surroundings.services.get(`${service.namespace}/${service.name}`) ?? {};
  const selector = Object.entries(spec?.selector ?? {});
  return (
    pod !== undefined &&
    podNamespace(pod) === service.namespace &&
    selector.length > 0 &&
    selector.every(([label, value]) => pod.metadata.labels?.[label] === value)
  );
}
