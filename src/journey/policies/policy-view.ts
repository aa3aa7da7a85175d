import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import { askedAddress, type AskedAddress, type Flow } from "../../model/flow.ts";
import type { Pod, Service } from "../../model/kubernetes.ts";
import { familyOf } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { compile, type PolicyModel } from "../../policy/compile.ts";
import { resolveEnd, type PolicyEnd, type PolicyFlow } from "../../policy/match/ends.ts";
import { explain, type Explanation } from "../../policy/explain/explain.ts";
import { joinSentences } from "../../policy/explain/sentence.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import { arrivals } from "../../policy/translation/arrivals.ts";
import type { Behind } from "../../policy/translation/asked-address.ts";
import { combine, isExempt, resolveFlow } from "../../policy/verdict/evaluate.ts";
import { nodeAddresses } from "../machine/node-addresses.ts";
import { asFarAsRead, unreadFor } from "./unread-policies.ts";

const models = new WeakMap<ClusterSnapshot, PolicyModel>();

/** The policies of a snapshot, compiled once however many ask. */
export function policyModelOf(snapshot: ClusterSnapshot): PolicyModel {
  const known = models.get(snapshot);
  if (known) return known;
  const model = compile(
    [
      ...snapshot.pods,
      ...snapshot.namespaces.map((object) => ({ ...object, apiVersion: "v1" })),
      ...snapshot.nodes,
      ...snapshot.policies,
      ...(snapshot.policyReferences ?? []),
    ],
    snapshot.policyReferencesAbsent ?? [],
  );
  models.set(snapshot, model);
  return model;
}

/** A flow in the words of policies: pod ports, pods with their labels. */
export function policyFlowOf(flow: Flow, snapshot: ClusterSnapshot): PolicyFlow {
  return {
    from: endOf(flow.from, flow.sourceIP, snapshot),
    to: endOf(flow.to, flow.destinationIP, snapshot),
    protocol: flow.protocol,
    port: flow.port,
    ...(askedAddress(flow) === undefined ? {} : { throughService: true }),
  };
}

/**
 * The flow as the policies of a direction see it: those of the target are asked about the address that packets arrive
 * with, which is a node's where one masquerades them.
 */
export function flowAt(direction: DirectionName, flow: Flow): Flow {
  const asked = askedAddress(flow);
  const own = asked?.kind === "externalIP" || asked?.kind === "loadBalancer";
  const arrivesAs = own && asked.arrivesAs ? asked.arrivesAs : flow.arrivesAs;
  if (direction === "egress" || arrivesAs?.masqueradedBy === undefined) return flow;
  const { ip, masqueradedBy } = arrivesAs;
  const from: Endpoint = { type: "node", name: masqueradedBy.node, ips: [ip] };
  return { ...flow, from, sourceIP: ip, ...(own ? { asked: {} } : {}) };
}

/** What the declared policies say of a flow, both ways, as far as they could be read. */
export function explainFlow(flow: Flow, snapshot: ClusterSnapshot): Explanation {
  const model = policyModelOf(snapshot);
  const asked = { ...policyFlowOf(flow, snapshot), ...throughAsked(flow, snapshot) };
  const sent = explain(model, asked);
  const explanation =
    asked.arrivesAs !== undefined
      ? sent
      : flow.arrivesAs === undefined
        ? whicheverAddress(sent, flow, snapshot)
        : flow.arrivesAs.masqueradedBy === undefined
          ? sent
          : withIngress(sent, explain(model, policyFlowOf(flowAt("ingress", flow), snapshot)));
  // No policy is asked about such a flow, read or not.
  return isExempt(resolveFlow(model, asked))
    ? explanation
    : asFarAsRead(explanation, unreadFor(flow, snapshot));
}

/**
 * Whom the target may take for a sender that comes by a translated address: the node that translates a node port, an external
 * IP or a load balancer's address may put its own in place of the sender's. As the rules of the nodes tell, else whoever it may be.
 */
function throughAsked(flow: Flow, snapshot: ClusterSnapshot): Pick<PolicyFlow, "arrivesAs"> {
  const address = askedAddress(flow);
  const isHost = flow.from.type === "node" || (flow.from.type === "pod" && flow.from.hostNetwork);
  if (!address || address.kind === "clusterIP" || isHost) return {};
  const { from, to, port, protocol } = policyFlowOf(flow, snapshot);
  const seen = address.arrivesAs;
  const masquerading = seen?.masqueradedBy?.node;
  if (seen && masquerading === undefined) return { arrivesAs: [from] };
  // Of a node that masks for a pod of its own, the address is one that no policy has a say about.
  if (seen && masquerading !== undefined && masquerading !== nodeOf(flow.to))
    return { arrivesAs: [{ ip: seen.ip, name: masquerading, isNode: true }] };
  const { inventory } = policyModelOf(snapshot);
  const ends = { from: { given: from, end: resolveEnd(inventory, from) }, to: resolveEnd(inventory, to) };
  const behind = behindOf(address, flow, snapshot, { pod: to.pod, port, protocol });
  const may = behind && arrivals(inventory, ends, behind);
  return may ? { arrivesAs: may } : {};
}

function behindOf(
  { kind, node }: AskedAddress,
  { service: name }: Flow,
  { services, nodes }: ClusterSnapshot,
  { pod, port, protocol }: { readonly pod: Pod | undefined } & Pick<PolicyFlow, "port" | "protocol">,
): Behind | undefined {
  if (kind === "hostPort") return pod && { is: "hostPort", pod, port, protocol };
  if (!name) return undefined;
  const service = services.find(
    ({ metadata }) => metadata.name === name.name && metadata.namespace === name.namespace,
  );
  // A Service that was not read may be one for which nodes put their own address.
  const known: Service = service ?? { kind: "Service", metadata: name, spec: {} };
  return {
    is: "service",
    at: { key: `${name.namespace}/${name.name}`, service: known, kind },
    port: name.port,
    node: nodes.find(({ metadata }) => metadata.name === node),
  };
}

function withIngress(sent: Explanation, arrived: Explanation): Explanation {
  const { egress } = sent;
  const { ingress } = arrived;
  const verdict = combine(egress.verdict, ingress.verdict);
  const decides = [egress, ingress].filter((one) => one.verdict === verdict && verdict !== "allow");
  const admits = [egress, ingress].filter(({ allowedBy }) => allowedBy);
  // Who sends is told by the name that was asked for, not by the node that masquerades.
  const allowed =
    admits.length > 0
      ? joinSentences(admits.map((one) => one.sentence))
      : (sent.verdict === verdict ? sent : arrived).sentence;
  return {
    verdict,
    egress,
    ingress,
    sentence: decides.length > 0 ? joinSentences(decides.map((one) => one.sentence)) : allowed,
  };
}

/**
 * A node sends with the address of the interface it sends by: before it was looked at, any of its own may be the one. What
 * holds for all of them is said; else which of them decides.
 */
function whicheverAddress(sent: Explanation, flow: Flow, snapshot: ClusterSnapshot): Explanation {
  const node = nodeOf(flow.from);
  const isHost = flow.from.type === "node" || (flow.from.type === "pod" && flow.from.hostNetwork);
  const object = isHost && snapshot.nodes.find(({ metadata }) => metadata.name === node);
  if (!object || flow.to.type !== "pod" || flow.to.hostNetwork) return sent;
  const model = policyModelOf(snapshot);
  const others = nodeAddresses(object)
    .filter((ip) => ip !== flow.sourceIP && familyOf(ip) === flow.family)
    .map((ip) => ({ ip, said: explain(model, policyFlowOf({ ...flow, sourceIP: ip }, snapshot)).ingress }));
  const differing = others.find(({ said }) => said.verdict !== sent.ingress.verdict);
  if (!differing) return sent;
  const name = node ?? "the node";
  const sentence = `whether the policies admit ${name} depends on which of its addresses its packets have: ${flow.sourceIP} or ${differing.ip}`;
  return withIngress(sent, {
    ...sent,
    sentence,
    ingress: {
      ...sent.ingress,
      verdict: "undecidable",
      sentence,
      walkthrough: [...sent.ingress.walkthrough, `${sentence}: it cannot be told`],
    },
  });
}

function endOf(endpoint: Endpoint, ip: string, snapshot: ClusterSnapshot): PolicyEnd {
  if (endpoint.type !== "pod") {
    const name = endpoint.type === "external" ? endpoint.host : undefined;
    return { ...(ip === "" ? {} : { ip }), ...(name === undefined ? {} : { name }) };
  }
  const pod = snapshot.pods.find(
    ({ metadata }) => metadata.namespace === endpoint.namespace && metadata.name === endpoint.name,
  );
  return { ...(ip === "" ? {} : { ip }), ...(pod === undefined ? {} : { pod }) };
}
