import { asksElsewhere, describeServer, sourcePod, whyElsewhere } from "../../journey/names/dns-servers.ts";
import { namesTried, usualSearch } from "../../journey/names/resolver.ts";
import { addressWorks, questionsAsked } from "./looked-up.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { found, resolver } from "../needs/names.ts";
import { toService } from "../needs/service-fate.ts";

export const podAsksElsewhere = defineFault({
  code: "ND106",
  title: "The source does not look names up as the cluster's pods do",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { found, resolver, toService: ifSeen(toService) },
  concerns: ({ flow }) => flow.from.type !== "external",
  check({ found, resolver, toService }, { flow, snapshot }) {
    if (!found?.settled || found.addresses.length > 0 || !flow.service) return;
    const { sought } = found;
    const { expected } = sought;
    if (expected === undefined) return;
    // Somebody has to have said no: of a server that is silent nobody knows what it knows (ND103).
    if (!found.tried.some(({ said }) => said.result === "answered" || said.result === "refused")) return;
    const pod = sourcePod(flow, snapshot);
    const elsewhere = asksElsewhere(resolver.nameservers, snapshot);
    const why = pod
      ? whyElsewhere(pod)
      : flow.from.type === "node"
        ? "it is a node, and nodes have a resolver of their own"
        : undefined;
    const home = flow.from.type === "pod" ? flow.from.namespace : undefined;
    const usual =
      home === undefined ? [] : namesTried(sought.text, { search: usualSearch(home, expected), ndots: 5 });
    // Of the names that it tries the right one is none, though the usual search list has it.
    const searchless = !sought.names.includes(expected) && usual.includes(expected);
    if (elsewhere !== true && !searchless)
      return elsewhere === undefined && why !== undefined
        ? {
            cannotTell: "which addresses the cluster's DNS has is not known, so neither whether it was asked",
          }
        : undefined;
    // A wrong name is wrong everywhere: ND104.
    if (flow.from.type !== "node" && !sought.names.includes(expected) && !searchless) return;
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
