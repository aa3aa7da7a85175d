/** The layer 3 part of a Cilium rule: who is on the other side. */
import { entities } from "../../match/entities.ts";
import type { DirectionName, Entity, Peer } from "../../normal-form.ts";
import { selectorText, type Selector } from "../../selectors.ts";
import { readCidr, readCidrSet } from "./cidr.ts";
import { readEndpointSelector, withPlainKeys } from "./selector.ts";
import type { CiliumRuleShape, ServiceShape } from "./schema.ts";
import { readSelector } from "../label-selector.ts";
import type { SelectorShape } from "../network-policy/schema.ts";
import { refuse, type Reading } from "../reading.ts";

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

/** No namespace is any; labels go before a name; an entry of neither means nobody. Source: cilium pkg/policy/k8s service. */
function servicePeer(reading: Reading, shape: ServiceShape, path: string): Peer {
  const { k8sService, k8sServiceSelector } = shape;
  if (k8sServiceSelector) {
    const labels = readSelector(
      reading,
      withPlainKeys(k8sServiceSelector.selector),
      `${path}.k8sServiceSelector.selector`,
    );
    const namespace = k8sServiceSelector.namespace || undefined;
    return { type: "to-services", namespace, labels, text: selectorText(labels) };
  }
  if (!k8sService?.serviceName) return { type: "any", of: [] };
  const namespace = k8sService.namespace || undefined;
  return { type: "to-services", namespace, name: k8sService.serviceName, text: "" };
}

/** @param taken whether the agents take such rules; undefined: that was not read. */
function nodesPeer(nodes: Selector, taken: boolean | undefined): Peer {
  if (taken) return { type: "nodes", nodes };
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

interface Where {
  readonly direction: DirectionName;
  /** The policy's namespace; undefined: cluster-wide. */
  readonly own: string | undefined;
  readonly path: string;
  /** Whether the agents take rules about nodes; undefined: that was not read. */
  readonly nodeSelectors: boolean | undefined;
}

function listsOf(reading: Reading, shape: CiliumRuleShape, at: Where): Lists {
  const side = at.direction === "ingress" ? "from" : "to";
  const { path, nodeSelectors } = at;
  if (nodeSelectors === false && (shape[`${side}Nodes`]?.length ?? 0) > 0)
    refuse(reading, `${path}.${side}Nodes`, "the agents' option enable-node-selector-labels is not set");
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
      nodesPeer(readSelector(reading, one, `${path}.${side}Nodes[${index}]`), nodeSelectors),
    ),
    shape[`${side}Groups`]?.map(() => undecided(`addresses of a ${side}Groups entry`)),
    ...(side === "to"
      ? [
          shape.toServices?.map((one, index) => servicePeer(reading, one, `${path}.toServices[${index}]`)),
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
  at: Where,
): readonly Peer[] | undefined {
  const given = listsOf(reading, shape, at).filter((list) => list !== undefined);
  if (given.filter((list) => list.length > 0).length > 1)
    refuse(reading, at.path, "Cilium takes only one kind of peer in one rule");
  return given.length === 0 ? undefined : given.flat();
}
