/** Peers of AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy. */
import { z } from "zod";
import { parseCidr } from "../../cidr.ts";
import type { Peer } from "../../normal-form.ts";
import type { Selector } from "../../selectors.ts";
import { NamespacedPodShape, OldNamespacesShape, OldPodsShape, StrictSelectorShape } from "./schema.ts";
import { readSelector } from "../label-selector.ts";
import type { SelectorShape } from "../network-policy/schema.ts";
import { refuse, type Reading } from "../reading.ts";

/** What a peer without a single known field is: a field that a newer API has. */
export type ClusterPeers = readonly Peer[] | { readonly unknown: string };

function inNamespaces(selector: Selector, pods: Selector = []): Peer {
  return { type: "pods", namespaces: { selector }, pods };
}

type Old = z.infer<typeof OldNamespacesShape>;

function oldNamespaces(reading: Reading, shape: Old, pods: Selector, path: string): Peer | undefined {
  const { namespaceSelector, sameLabels, notSameLabels } = shape;
  if (namespaceSelector)
    return inNamespaces(readSelector(reading, namespaceSelector, `${path}.namespaceSelector`), pods);
  const keys = sameLabels ?? notSameLabels;
  if (!keys) return undefined;
  return {
    type: "pods",
    namespaces: { selector: [] },
    pods,
    ownLabels: { relation: sameLabels ? "same" : "different", keys },
  };
}

function namespacesPeer(reading: Reading, value: unknown, path: string): Peer | undefined {
  const selector = StrictSelectorShape.safeParse(value);
  if (selector.success) return inNamespaces(readSelector(reading, selector.data, path));
  const old = OldNamespacesShape.safeParse(value);
  return old.success ? oldNamespaces(reading, old.data, [], path) : undefined;
}

function podsPeer(reading: Reading, value: unknown, path: string): Peer | undefined {
  const read = NamespacedPodShape.safeParse(value);
  if (read.success) {
    const selectorAt = (shape: SelectorShape | null | undefined, field: string): Selector =>
      readSelector(reading, shape ?? {}, `${path}.${field}`);
    return inNamespaces(
      selectorAt(read.data.namespaceSelector, "namespaceSelector"),
      selectorAt(read.data.podSelector, "podSelector"),
    );
  }
  const old = OldPodsShape.safeParse(value);
  if (!old.success) return undefined;
  const pods = readSelector(reading, old.data.podSelector, `${path}.podSelector`);
  return oldNamespaces(reading, old.data.namespaces, pods, `${path}.namespaces`);
}

function networkPeers(reading: Reading, value: unknown, path: string): Peer[] | undefined {
  const read = z.array(z.string()).min(1).safeParse(value);
  checkMost(reading, read.data, path);
  return read.data?.map((text, index) => {
    const block = parseCidr(text);
    if (block) return { type: "cidr", block, except: [] };
    refuse(reading, `${path}[${index}]`, `"${text}" is not a block of addresses such as 10.0.0.0/8`);
    return { type: "unreadable", field: "networks" };
  });
}

/** Of networks and domain names alike. */
const mostNames = 25;

function checkMost(reading: Reading, list: readonly string[] | undefined, path: string): void {
  if (list && list.length > mostNames)
    refuse(reading, path, `${list.length} entries are more than ${mostNames}`);
}

/** `*` stands for whole labels, and only at the start. */
const domainName = /^(\*\.)?([a-z0-9]([-a-z0-9_]*[a-z0-9])?\.)+[a-z0-9]([-a-z0-9_]*[a-z0-9])?\.?$/i;

function domainPeers(reading: Reading, value: unknown, path: string): Peer[] | undefined {
  const read = z.array(z.string()).min(1).safeParse(value);
  checkMost(reading, read.data, path);
  return read.data?.map((name, index) => {
    if (!domainName.test(name)) refuse(reading, `${path}[${index}]`, `"${name}" is not a domain name`);
    return { type: "domain", name };
  });
}

function oneOrNone(peer: Peer | undefined): Peer[] | undefined {
  return peer && [peer];
}

function readField(reading: Reading, field: string, value: unknown, path: string): Peer[] | undefined {
  switch (field) {
    case "namespaces":
      return oneOrNone(namespacesPeer(reading, value, path));
    case "pods":
      return oneOrNone(podsPeer(reading, value, path));
    case "nodes": {
      const read = StrictSelectorShape.safeParse(value);
      return read.success ? [{ type: "nodes", nodes: readSelector(reading, read.data, path) }] : undefined;
    }
    case "networks":
      return networkPeers(reading, value, path);
    case "domainNames":
      return domainPeers(reading, value, path);
    default:
      return undefined;
  }
}

/** One entry of a rule's list: exactly one field, of which networks and domain names hold several peers. */
export function readClusterPeer(
  reading: Reading,
  shape: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: string,
): ClusterPeers {
  const fields = Object.entries(shape).filter(([, value]) => value !== undefined && value !== null);
  const [first, ...more] = fields;
  if (!first) return { unknown: "(no field)" };
  const [field, value] = first;
  if (!known.includes(field)) return { unknown: field };
  if (more.length > 0) refuse(reading, path, "a peer has exactly one field");
  return readField(reading, field, value, `${path}.${field}`) ?? { unknown: field };
}
