/**
 * The sets that a policy's rules ask on a node, as Calico and Azure NPM would name them today, and whether each should hold an end of a
 * flow. A name tells its selector, so what a set holds can be held against what it stands for.
 */
import type { Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import {
  namedPortSetName,
  peerSetName,
  portSetName,
  sameSet,
  selectorSetName,
  serviceSetName,
} from "../../netstack/enforcers/calico-sets.ts";
import { setsOfEnd, type RuleSetOf } from "../../policy/adapters/calico/sets.ts";
import { PolicyShape } from "../../policy/adapters/calico/schema.ts";
import { NetworkPolicyShape } from "../../policy/adapters/network-policy/schema.ts";
import { matchEnd, selectsWorkload } from "../../policy/match/calico-labels.ts";
import { selectorText } from "../../policy/calico/selector-text.ts";
import type { CompiledPolicy } from "../../policy/compile.ts";
import { matchPeer } from "../../policy/match/peers.ts";
import { matchPorts } from "../../policy/match/ports.ts";
import type { DirectionName, PortMatch } from "../../policy/normal-form.ts";
import { everyOf, type Tri } from "../../policy/tri.ts";
import type { Asked } from "../../policy/verdict/decide.ts";
import { resolveFlow } from "../../policy/verdict/evaluate.ts";
import { azureSets } from "./azure-sets.ts";
import { flowAt, policyFlowOf, policyModelOf } from "./policy-view.ts";

/** One set as the policy stands now. */
export interface MeantSet {
  readonly name: string;
  /** The end of the flow that is looked up in it. */
  readonly address: string;
  /** Whether it should hold that end, with the port asked where it holds ports. */
  readonly holds: Tri;
}

/** Whether a set's name is one that is made of what it holds. kube-router's are made of the policy's name alone. */
export function nameTells(name: string): boolean {
  return /^cali[46]0(s|n|svc|svcnoport)[:-]|^azure-npm-/.test(name);
}

/** Undefined where names of sets tell nothing: kinds that Calico translates, and those it does not enforce. */
export function setsMeant(
  policy: CompiledPolicy,
  direction: DirectionName,
  sent: Flow,
  snapshot: ClusterSnapshot,
): readonly MeantSet[] | undefined {
  const flow = flowAt(direction, sent);
  const { asked } = resolveFlow(policyModelOf(snapshot), policyFlowOf(flow, snapshot));
  const { group, kind } = policy.ref;
  if (group === undefined && kind === "NetworkPolicy") return ofNetworkPolicy(policy, asked[direction], flow);
  // The kind is Calico's alone, so its group goes without saying.
  const isCalico = kind === "GlobalNetworkPolicy" || group?.endsWith("projectcalico.org") === true;
  return isCalico ? ofCalico(policy, asked[direction], flow) : undefined;
}

/** The set of this name that is asked about this end. */
export function meantSet(sets: readonly MeantSet[], name: string, member: string): MeantSet | undefined {
  const [address] = member.split(/[,\s]/);
  return sets.find((set) => set.address === address && sameSet(set.name, name));
}

const protocols = { TCP: "TCP", UDP: "UDP", SCTP: "SCTP" } as const;

function ofNetworkPolicy(policy: CompiledPolicy, asked: Asked, flow: Flow): readonly MeantSet[] | undefined {
  const read = NetworkPolicyShape.safeParse(policy.source);
  if (!read.success) return undefined;
  const { direction, from, to, towards } = asked;
  const { family } = flow;
  const namespace = policy.ref.namespace ?? "";
  const [other, address] = direction === "ingress" ? [from, flow.sourceIP] : [to, flow.destinationIP];
  const azure = azureSets(read.data.spec ?? {}, `${namespace}/${policy.ref.name}`, asked).flatMap(
    ({ names, end, holds }) =>
      names.map((name) => ({
        name,
        address: end === "from" ? flow.sourceIP : flow.destinationIP,
        holds,
      })),
  );
  const compiled = policy.ruleSets.find((ruleSet) => ruleSet.direction === direction)?.rules ?? [];
  const calico = (read.data.spec?.[direction] ?? []).flatMap((rule, index): MeantSet[] => {
    const shapes = (direction === "ingress" ? rule.from : rule.to) ?? [];
    const peers = compiled.find((one) => one.index === index)?.peers ?? [];
    const pods = shapes.flatMap((shape, at) => {
      const peer = peers[at];
      return shape.ipBlock ? [] : [{ shape, holds: peer ? matchPeer(peer, other) : ("unknown" as const) }];
    });
    const named = (rule.ports ?? []).flatMap(({ port, protocol }) => {
      const of = protocols[protocolName(protocol)];
      return typeof port === "string" ? [{ port, of, open: hasPort(port, of, asked) }] : [];
    });
    // A port's name is looked up on the far end of egress, and on any pod otherwise.
    const ends = direction === "egress" && pods.length > 0 ? pods : [undefined];
    return [
      ...pods.map(({ shape, holds }) => ({ name: peerSetName(family, namespace, shape), address, holds })),
      ...named.flatMap(({ port, of, open }) =>
        ends.map((end) => ({
          name: portSetName(family, namespace, end?.shape, of, port),
          address: flow.destinationIP,
          holds: everyOf([open, end?.holds ?? "yes", towards.protocol === of ? "yes" : "no"]),
        })),
      ),
    ];
  });
  return [...calico, ...azure];
}

function protocolName(protocol: string | null | undefined): keyof typeof protocols {
  return protocol === "UDP" || protocol === "SCTP" ? protocol : "TCP";
}

function hasPort(
  name: string,
  protocol: Extract<PortMatch, { type: "named" }>["protocol"],
  asked: Asked,
): Tri {
  return matchPorts([{ type: "named", protocol, name }], asked.towards, asked.to, "needs-its-own-entry");
}

function ofCalico(policy: CompiledPolicy, asked: Asked, flow: Flow): readonly MeantSet[] | undefined {
  const read = PolicyShape.safeParse(policy.source);
  if (!read.success) return undefined;
  const { namespace } = policy.ref;
  return (read.data.spec?.[asked.direction] ?? []).flatMap((rule): MeantSet[] =>
    (["source", "destination"] as const).flatMap((side) =>
      setsOfEnd(rule, side, namespace).map((set) => ({
        name: nameOf(set, flow.family),
        address: side === "source" ? flow.sourceIP : flow.destinationIP,
        holds: holdsEnd(set, side, asked),
      })),
    ),
  );
}

function nameOf(set: RuleSetOf, family: 4 | 6): string {
  switch (set.of) {
    case "selector":
      return selectorSetName(family, selectorText(set.selector));
    case "port":
      return namedPortSetName(family, selectorText(set.selector), set.protocol, set.name);
    case "service":
      return serviceSetName(family, `${set.namespace}/${set.name}`, set.withPorts);
  }
}

function holdsEnd(set: RuleSetOf, side: "source" | "destination", asked: Asked): Tri {
  const end = side === "source" ? asked.from : asked.to;
  const { protocol } = asked.towards;
  switch (set.of) {
    case "selector":
      return matchEnd(set.selector, end);
    case "port": {
      // Which port a packet comes from nobody declares.
      if (side === "source") return "unknown";
      const of = set.protocol === undefined || set.protocol === protocol.toLowerCase() ? "yes" : "no";
      // A network set that holds the address has no names of ports.
      return everyOf([of, selectsWorkload(set.selector, end), hasPort(set.name, "any", asked)]);
    }
    case "service": {
      const service = { namespace: set.namespace, name: set.name };
      const traffic: PortMatch = { type: "traffic", protocols: [protocol], service };
      return set.withPorts
        ? matchPorts([traffic], asked.towards, end, "needs-its-own-entry")
        : matchPeer({ type: "service", ...service }, end);
    }
  }
}
