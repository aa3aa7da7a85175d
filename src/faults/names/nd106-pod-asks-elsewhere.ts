import { describeServer, sourcePod } from "../../journey/names/dns-servers.ts";
import { addressWorks, questionsAsked } from "./looked-up.ts";
import { serviceNameGate, type AsksAmiss, type NoAddress } from "../../gates/service-name.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { toService } from "../needs/service-fate.ts";

export const podAsksElsewhere = defineStop({
  code: "ND106",
  title: "The source does not look names up as the cluster's pods do",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  stop: only(gateOf("resolver of the source", serviceNameGate), isAmiss),
  tells: { toService },
  concerns: ({ flow }) => flow.from.type !== "external",
  name({ found, expected, resolver, searchless, why }, { toService }, { flow, snapshot }) {
    const { sought } = found;
    const pod = sourcePod(flow, snapshot);
    const who =
      flow.from.type === "pod"
        ? `${flow.from.namespace}/${flow.from.name}`
        : flow.from.type === "node"
          ? flow.from.name
          : "The source";
    const works = addressWorks(flow, toService);
    const servers = resolver.nameservers.map((ip) => describeServer(ip, snapshot)).join(", ") || "nobody";
    const settings = `nameserver ${servers}; search ${resolver.search.join(" ") || "nothing"}; ndots ${resolver.ndots}`;
    return {
      says: searchless
        ? `${who} never asks for ${expected}: its search list makes ${sought.names.join(", ")} of \`${sought.text}\`.${why === undefined ? "" : ` That is because ${why}.`}${works.sentence}`
        : `${who} asks ${servers} for ${sought.names.join(", ")}, which knows nothing of the cluster's names: ${why ?? "its resolver is another"}.${works.sentence}`,
      because: [
        {
          source: "model",
          says: `${pod ? `spec.dnsPolicy of ${who} is ${pod.spec.dnsPolicy ?? "ClusterFirst"}${pod.spec.hostNetwork === true ? ", on the node's network" : ""}; ` : ""}its resolv.conf says: ${settings}`,
        },
        ...questionsAsked(found, snapshot),
        ...works.because,
      ],
      ...(flow.from.type === "pod"
        ? {
            object: { kind: "Pod", namespace: flow.from.namespace, name: flow.from.name },
            node: flow.from.node,
          }
        : flow.from.type === "node"
          ? { object: { kind: "Node", name: flow.from.name }, node: flow.from.name }
          : {}),
      fix:
        flow.from.type === "pod"
          ? {
              summary: `in the template of the pod set dnsPolicy to ${pod?.spec.hostNetwork === true ? "ClusterFirstWithHostNet" : "ClusterFirst"}${searchless ? ", or give dnsConfig the cluster's search domains" : ""}`,
              checked: false,
            }
          : {
              summary: "use the Service's address on nodes, or ask from a pod",
              checked: false,
            },
    };
  },
});

function isAmiss(stop: NoAddress): stop is AsksAmiss {
  return stop.is === "asks amiss";
}
