/** Blocks of addresses in rules. */
import { parseNet, type Cidr } from "../cidr.ts";
import type { Peer } from "../normal-form.ts";

/** Blocks that decide whether this peer matches an address. */
export function blocksOf(peer: Peer): readonly Cidr[] {
  switch (peer.type) {
    case "cidr":
      return [peer.block, ...peer.except];
    case "all":
    case "any":
      return peer.of.flatMap(blocksOf);
    case "not":
      return blocksOf(peer.peer);
    case "cidr-group":
      return peer.except;
    case "source":
      return peer.conditions
        .filter(({ field }) => field === "ip")
        .flatMap(({ values }) => values.flatMap((value) => parseNet(value) ?? []));
    case "pods":
    case "nodes":
    case "entity":
    case "outside-mesh":
    case "domain":
    case "undecided":
    case "expression":
    case "service":
    case "to-services":
    case "unreadable":
      return [];
  }
}
