import type { EndpointSlice } from "../../model/kubernetes.ts";
import { endpointsGate, type NobodyBehind } from "../../gates/endpoints.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { serviceFate } from "../needs/service-fate.ts";

export const serviceWithoutEndpoints = defineStop({
  code: "ND302",
  title: "The Service has no endpoints",
  at: ["service"],
  gate: "endpoints",
  foretells: "stops",
  stop: only(gateOf("endpoints of the Service", endpointsGate), isUnlisted),
  tells: { fate: serviceFate },
  name({ service, hasSelector }, { fate = [] }, { flow }) {
    const { namespace = "default", name } = service.service.metadata;
    const pods = service.selected.length;
    const others = [...new Set(service.slices.filter(listsSomething).map(({ addressType }) => addressType))];
    const [other] = others;
    if (other !== undefined)
      return {
        title: "The Service's endpoints are of another family",
        says: `Service ${namespace}/${name} has the address ${flow.service?.clusterIP ?? ""}, and its EndpointSlices list ${others.join(" and ")} addresses alone: to those nothing is sent from there.`,
        because: [
          {
            source: "model",
            says: service.slices
              .filter(listsSomething)
              .map(
                ({ metadata, addressType, endpoints }) =>
                  `EndpointSlice ${metadata.name} is of addressType ${addressType}: ${endpoints.flatMap(({ addresses }) => addresses).join(", ")}`,
              )
              .join("; "),
          },
          ...fate,
        ],
        object: { kind: "Service", namespace, name },
        fix: {
          summary: `list endpoints of the family that the Service has, or give the Service an address of ${other} (spec.ipFamilies)`,
          commands: [
            `kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name} -o yaml`,
          ],
          checked: false,
        },
      };
    return {
      says: hasSelector
        ? `Service ${namespace}/${name} selects ${pods} pods, but its EndpointSlices list none of them.`
        : `Service ${namespace}/${name} has no selector and nobody gave it endpoints.`,
      because: [
        { source: "model", says: `${service.slices.length} EndpointSlices, no address in them` },
        ...fate,
      ],
      object: { kind: "Service", namespace, name },
      fix: hasSelector
        ? {
            summary: "see why the endpoint controller does not list the pods: it may be down or behind",
            commands: [
              `kubectl -n ${namespace} describe endpointslices -l kubernetes.io/service-name=${name}`,
            ],
            checked: false,
          }
        : {
            summary: "give the Service a selector, or create an EndpointSlice for it",
            commands: [
              `kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name} -o yaml`,
            ],
            checked: false,
          },
    };
  },
});

function listsSomething({ endpoints }: EndpointSlice): boolean {
  return endpoints.length > 0;
}

function isUnlisted(stop: NobodyBehind): stop is Extract<NobodyBehind, { is: "not listed" }> {
  return stop.is === "not listed";
}
