/** One silence told of the cluster's DNS, of the cache on a node and of somebody else's server: each has its own words and repair. */
import { nodeOf } from "../../model/endpoint.ts";
import type { Finding, Fix } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import type { Service } from "../../model/kubernetes.ts";
import { isNodeLocalDns } from "../../model/node-local-dns.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { shellWord } from "../../model/shell-words.ts";
import type { Address } from "../../netstack/seen/addresses.ts";
import { sameAddress } from "../../netstack/numbers/cidr.ts";
import { dnsObject, isDnsService, sourcePod, whyElsewhere } from "../../journey/names/dns-servers.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { stackAt } from "../../journey/machine/stack.ts";
import { translator } from "../../gates/service-translation.ts";
import { dnsSilenceGate } from "../../gates/dns-silence.ts";
import { defineStop, gateOf, type Need } from "../define-fault.ts";
import { found } from "../needs/names.ts";

const sourceNodeAddresses: Need<readonly Address[]> = {
  name: "addresses of the source's node",
  take: ({ flow, evidence }) => stackAt(evidence, nodePlace(nodeOf(flow.from) ?? ""), flow.family).addresses,
};

export const dnsDoesNotAnswer = defineStop({
  code: "ND103",
  title: "The DNS server does not answer the source",
  at: ["asking"],
  gate: "name",
  // Silence speaks of the server only where nothing that was read stops the questions on their way.
  foretells: "loses",
  stop: gateOf("answers of the DNS server", dnsSilenceGate),
  tells: { found, onNode: sourceNodeAddresses },
  name(
    { nameserver, questions, refused, elsewhere, service, behind },
    { found, onNode },
    { flow, snapshot },
  ) {
    const nobody = service !== undefined && behind.length === 0;
    const cache = isNodeLocalDns(nameserver);
    const node = nodeOf(flow.from);
    const object = dnsObject(nameserver, snapshot, node);
    const astray = service ? undefined : asksAmiss(flow, snapshot, nameserver, elsewhere, onNode);
    const how = refused ? "refuses to answer" : "does not answer";
    const name = service && `${service.metadata.namespace ?? "default"}/${service.metadata.name}`;
    const overTcp =
      found?.beside.filter(({ protocol, said }) => protocol === "TCP" && said.result === "answered") ?? [];
    const alive =
      found?.beside.filter(({ server, said }) => behind.includes(server) && said.result === "answered") ?? [];
    return {
      says: `DNS server ${nameserver}${name === undefined ? "" : ` (Service ${name})`}${cache ? ` (the cache on ${node ?? "the node"} itself)` : ""} ${how}: names cannot be looked up.${overTcp.length > 0 ? " Over TCP it answers, so what is lost is UDP on port 53." : ""}${alive.length > 0 ? " Asked at their own addresses, its pods answer." : ""}${astray ? ` ${astray.says}.` : ""}${nobody ? ` The Service ${whyNobody(service, snapshot)}.` : ""}`,
      because: [
        ...(astray ? [{ source: "model" as const, says: astray.because }] : []),
        {
          source: "probe",
          says: `${questions} ${questions === 1 ? "question" : "questions"} from the source to ${nameserver} (UDP 53) ${refused ? (questions === 1 ? "was refused" : "were refused") : "got no answer"}`,
        },
        ...(nobody
          ? [{ source: "model" as const, says: `Service ${name ?? ""} ${whyNobody(service, snapshot)}` }]
          : []),
      ],
      ...(astray
        ? astray.whose
        : { ...(object ? { object } : {}), ...(cache && node !== undefined ? { node } : {}) }),
      fix: service
        ? seeThePods(service, flow)
        : {
            ...(cache ? seeTheCache(nameserver, node) : seeTheServer(nameserver)),
            ...(astray ? { summary: astray.fix } : {}),
          },
    };
  },
});

/** Why the DNS Service sends to nobody: its selector finds no pod, or the pods are not ready. */
function whyNobody({ spec, metadata }: Service, { pods }: ClusterSnapshot): string {
  const selector = Object.entries(spec.selector ?? {});
  const named = selector.map(([key, value]) => `${key}=${value}`).join(",");
  const meant = pods.filter(
    (pod) =>
      pod.metadata.namespace === metadata.namespace &&
      selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
  return selector.length > 0 && meant.length === 0
    ? `selects no pod: nothing that was read has ${named}`
    : "has no ready endpoint";
}

interface Amiss {
  readonly says: string;
  readonly because: string;
  readonly whose: Pick<Finding, "object" | "node">;
  readonly fix: string;
}

/** Whose setting it is that a server is asked which is not the cluster's, or which the node should run and does not. */
function asksAmiss(
  { from }: Flow,
  snapshot: ClusterSnapshot,
  nameserver: string,
  elsewhere: boolean,
  onNode: readonly Address[] | undefined,
): Amiss | undefined {
  if (from.type !== "pod") return undefined;
  const { namespace, name, node } = from;
  const pod = sourcePod({ from }, snapshot);
  const dns = snapshot.services.find(isDnsService);
  const given = dns && pod && whyElsewhere(pod) === undefined ? dns.spec.clusterIP : undefined;
  if (elsewhere && dns && given !== undefined)
    return {
      says: `The cluster's DNS has another address, ${given} (Service ${dns.metadata.namespace ?? "default"}/${dns.metadata.name}): the kubelet gave the pod one that was right when it started, or its setting clusterDNS is wrong`,
      because: `resolv.conf of ${namespace}/${name} names ${nameserver}, and no Service that was read has that address; its dnsPolicy leaves that to the kubelet`,
      whose: { object: { kind: "Pod", namespace, name }, node },
      fix: `give the DNS Service the address ${nameserver} again, which pods were told; or correct clusterDNS of the kubelets and recreate the pods`,
    };
  if (elsewhere)
    return {
      says: `It is not the cluster's DNS: ${(pod && whyElsewhere(pod)) ?? "the pod's resolver is another"}`,
      because: `spec.dnsPolicy of ${namespace}/${name} is ${pod?.spec.dnsPolicy ?? "not known"}; its resolv.conf names ${nameserver}`,
      whose: { object: { kind: "Pod", namespace, name }, node },
      fix: "let the pod ask the cluster's DNS: dnsPolicy ClusterFirst in its template",
    };
  if (!isNodeLocalDns(nameserver) || !onNode || onNode.some(({ ip }) => sameAddress(ip, nameserver)))
    return undefined;
  // Cilium's local redirect sends the questions to the cache without the address being on any interface.
  if (onNode.some(({ device }) => translator.test(device))) return undefined;
  return {
    says: `That is the DNS cache of the pod's own node, and no interface of ${node} has the address`,
    because: `no interface of ${node} has ${nameserver}`,
    whose: { object: { kind: "Node", name: node }, node },
    fix: `see whether the node's DNS cache (node-local-dns) runs on ${node}, or let pods ask the cluster's DNS Service`,
  };
}

function seeTheCache(ip: string, node = "NODE"): Fix {
  return {
    summary: `see whether node-local-dns runs on ${node}, whether the node has ${ip} on its interface nodelocaldns, and what it logs`,
    commands: [
      `kubectl -n kube-system get pods -l k8s-app=node-local-dns -o wide --field-selector spec.nodeName=${node}`,
      `dig ${shellWord(`@${ip}`)} kubernetes.default.svc.cluster.local   # on ${node}`,
    ],
    checked: false,
  };
}

function seeThePods({ metadata: { namespace = "default", name } }: Service, { from }: Flow): Fix {
  const source = from.type === "pod" ? `pod/${from.namespace}/${from.name}` : "SOURCE";
  return {
    summary: "see whether the DNS pods run and are ready; then ask netdiag about the way to them",
    commands: [
      `kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name}`,
      `netdiag why ${source} to svc/${namespace}/${name}:53/udp`,
    ],
    checked: false,
  };
}

function seeTheServer(ip: string): Fix {
  return {
    summary: `see whether ${ip} is up and reachable from the pod`,
    commands: [`dig ${shellWord(`@${ip}`)} kubernetes.default.svc.cluster.local`],
    checked: false,
  };
}
