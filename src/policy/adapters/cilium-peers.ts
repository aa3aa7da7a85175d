/** The layer 3 part of a Cilium rule: who is on the other side. */
import { entities } from "../match/entities.ts";
import type { DirectionName, Entity, Peer } from "../normal-form.ts";
import type { Selector } from "../match/selectors.ts";
import { readCidr, readCidrSet } from "./cilium-cidr.ts";
import { readEndpointSelector } from "./cilium-selector.ts";
import type { CiliumRuleShape, ServiceShape } from "./cilium-schema.ts";
import { readSelector } from "./label-selector.ts";
import type { SelectorShape } from "./network-policy-schema.ts";
import { refuse, type Reading } from "./reading.ts";

const undecided = (text: string): Peer => ({ type: "undecided", text, why: `${text}: not decided here` });

function entityPeer(reading: Reading, name: string, path: string): Peer {
  const entity = entities.find((known): known is Entity => known === name);
  if (entity) return { type: "entity", entity };
  refuse(reading, path, `"${name}" is not an entity`);
  return { type: "unreadable", field: name };
}

/** @param own the policy's namespace, which a selector without a namespace stays in; undefined: cluster-wide. */
function endpointPeer(reading: Reading, shape: SelectorShape, own: string | undefined, path: string): Peer {
  const read = readEndpointSelector(reading, shape, path);
  const { reserved, pods } = read;
  const [only] = reserved;
  if (only !== undefined && reserved.length === 1 && pods.length === 0)
    return entityPeer(reading, only, path);
  const odd = read.undecided ?? only ?? read.notReserved[0];
  if (odd !== undefined) return undecided(`endpoints by the label ${odd}`);
  const namespaces = read.namespaces
    ? { selector: read.namespaces }
    : own === undefined
      ? { selector: [] }
      : { own };
  return { type: "pods", namespaces, pods };
}

/** Versions differ in whether a Service with a selector counts; who is no endpoint of it is not meant in any. */
function servicePeer({ k8sService }: ServiceShape): Peer {
  const { serviceName, namespace } = k8sService ?? {};
  if (!serviceName || !namespace) return undecided("the endpoints of a toServices entry");
  const service: Peer = { type: "service", namespace, name: serviceName };
  return { type: "all", of: [service, undecided(`toServices ${namespace}/${serviceName}`)] };
}

/** Without the agent's option for it Cilium takes no such rule. */
function nodesPeer(nodes: Selector): Peer {
  const why =
    "rules about nodes hold only with the agent's option enable-node-selector-labels, which was not read";
  return {
    type: "all",
    of: [
      { type: "nodes", nodes },
      { type: "undecided", text: "nodes", why },
    ],
  };
}

type Lists = (readonly Peer[] | undefined)[];

function listsOf(
  reading: Reading,
  shape: CiliumRuleShape,
  at: { readonly direction: DirectionName; readonly own: string | undefined; readonly path: string },
): Lists {
  const side = at.direction === "ingress" ? "from" : "to";
  const { path } = at;
  return [
    shape[`${side}Endpoints`]?.map((one, index) =>
      endpointPeer(reading, one, at.own, `${path}.${side}Endpoints[${index}]`),
    ),
    shape[`${side}CIDR`]?.map((one, index) => readCidr(reading, one, `${path}.${side}CIDR[${index}]`)),
    shape[`${side}CIDRSet`]?.map((one, index) =>
      readCidrSet(reading, one, `${path}.${side}CIDRSet[${index}]`),
    ),
    shape[`${side}Entities`]?.map((one, index) =>
      entityPeer(reading, one, `${path}.${side}Entities[${index}]`),
    ),
    shape[`${side}Nodes`]?.map((one, index) =>
      nodesPeer(readSelector(reading, one, `${path}.${side}Nodes[${index}]`)),
    ),
    shape[`${side}Groups`]?.map(() => undecided(`addresses of a ${side}Groups entry`)),
    ...(side === "to"
      ? [
          shape.toServices?.map(servicePeer),
          shape.toFQDNs?.map(({ matchName, matchPattern }): Peer => ({
            type: "domain",
            name: matchName ?? matchPattern ?? "*",
          })),
        ]
      : []),
  ];
}

/**
 * Undefined: the rule says nothing of who (layer 4 only); an empty list: nobody. Cilium takes one kind of peer per
 * rule, apart from services and names.
 */
export function readCiliumPeers(
  reading: Reading,
  shape: CiliumRuleShape,
  at: { readonly direction: DirectionName; readonly own: string | undefined; readonly path: string },
): readonly Peer[] | undefined {
  const given = listsOf(reading, shape, at).filter((list) => list !== undefined);
  if (given.filter((list) => list.length > 0).length > 1)
    refuse(reading, at.path, "Cilium takes only one kind of peer in one rule");
  return given.length === 0 ? undefined : given.flat();
}
