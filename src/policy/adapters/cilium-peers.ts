/** The layer 3 part of a Cilium rule: who is on the other side. */
import { contains, parseAddress, parseCidr, singleAddressBlock, type Cidr } from "../cidr.ts";
import { entities } from "../match/entities.ts";
import type { DirectionName, Entity, Peer } from "../normal-form.ts";
import { readEndpointSelector } from "./cilium-selector.ts";
import type { CiliumRuleShape } from "./cilium-schema.ts";
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
  if (read.undecided !== undefined || only !== undefined)
    return undecided(`endpoints labelled ${read.undecided ?? reserved.join(", ")}`);
  const namespaces = read.namespaces
    ? { selector: read.namespaces }
    : own === undefined
      ? { selector: [] }
      : { own };
  return { type: "pods", namespaces, pods };
}

/** A bare address is a block of its own. */
function readBlock(reading: Reading, text: string, path: string): Cidr | undefined {
  const address = parseAddress(text);
  const block = parseCidr(address ? singleAddressBlock(address) : text);
  if (!block) refuse(reading, path, `"${text}" is not a block of addresses such as 10.0.0.0/8`);
  return block;
}

function blockPeer(reading: Reading, text: string, except: readonly string[], path: string): Peer {
  const block = readBlock(reading, text, path);
  if (!block) return { type: "unreadable", field: "cidr" };
  const holes = except.flatMap((one, index) => {
    const hole = readBlock(reading, one, `${path}.except[${index}]`);
    if (hole && !contains(block, hole.address))
      refuse(reading, `${path}.except[${index}]`, `"${one}" is not inside ${block.text}`);
    return hole ? [hole] : [];
  });
  return { type: "cidr", block, except: holes };
}

type Lists = (readonly Peer[] | undefined)[];

function blockSets(reading: Reading, sets: CiliumRuleShape["fromCIDRSet"], path: string): Peer[] | undefined {
  return sets?.map((set, index) =>
    set.cidr == null
      ? // The blocks of a CiliumCIDRGroup or of its labels; they match addresses outside the cluster alone.
        { type: "domain", name: `CiliumCIDRGroup ${set.cidrGroupRef ?? "by its labels"}` }
      : blockPeer(reading, set.cidr, set.except ?? [], `${path}[${index}].cidr`),
  );
}

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
    shape[`${side}CIDR`]?.map((one, index) => blockPeer(reading, one, [], `${path}.${side}CIDR[${index}]`)),
    blockSets(reading, shape[`${side}CIDRSet`], `${path}.${side}CIDRSet`),
    shape[`${side}Entities`]?.map((one, index) =>
      entityPeer(reading, one, `${path}.${side}Entities[${index}]`),
    ),
    shape[`${side}Nodes`]?.map((one, index) => ({
      type: "nodes",
      nodes: readSelector(reading, one, `${path}.${side}Nodes[${index}]`),
    })),
    shape[`${side}Groups`]?.map(() => undecided(`addresses of a ${side}Groups entry`)),
    ...(side === "to"
      ? [
          shape.toServices?.map(() => undecided("the endpoints of a toServices entry")),
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
