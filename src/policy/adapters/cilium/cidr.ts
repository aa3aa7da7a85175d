/** Blocks of addresses in a Cilium rule: written out, or by the name or labels of a CiliumCIDRGroup. */
import { contains, parseCidr, parseNet, type Cidr } from "../../cidr.ts";
import type { Peer } from "../../normal-form.ts";
import type { BlockSetShape } from "./schema.ts";
import { readSelector } from "../label-selector.ts";
import { refuse, type Reading } from "../reading.ts";

const notABlock = (text: string): string => `"${text}" is not a block of addresses such as 10.0.0.0/8`;

/** `fromCIDR`, `toCIDR`: a bare address is a block of its own. */
export function readCidr(reading: Reading, text: string, path: string): Peer {
  const block = parseNet(text);
  if (block) return { type: "cidr", block, except: [] };
  refuse(reading, path, notABlock(text));
  return { type: "unreadable", field: "cidr" };
}

function readExcept(
  reading: Reading,
  texts: readonly string[],
  block: Cidr | undefined,
  path: string,
): Cidr[] {
  return texts.flatMap((text, index) => {
    const hole = parseCidr(text);
    const inside = !block || (hole && contains(block, hole.address) && hole.prefix >= block.prefix);
    if (!hole || !inside)
      refuse(reading, `${path}[${index}]`, block ? `"${text}" is not inside ${block.text}` : notABlock(text));
    return hole ? [hole] : [];
  });
}

/** `fromCIDRSet`, `toCIDRSet`: here a block needs its length, and exactly one of three fields says which. */
export function readCidrSet(reading: Reading, shape: BlockSetShape, path: string): Peer {
  const { cidr, cidrGroupRef, cidrGroupSelector } = shape;
  const given = [cidr, cidrGroupRef, cidrGroupSelector].filter((one) => one != null && one !== "");
  if (given.length !== 1)
    refuse(reading, path, "it needs exactly one of cidr, cidrGroupRef, cidrGroupSelector");
  if (cidr) {
    const block = parseCidr(cidr);
    if (!block) refuse(reading, `${path}.cidr`, notABlock(cidr));
    const except = readExcept(reading, shape.except ?? [], block, `${path}.except`);
    return block ? { type: "cidr", block, except } : { type: "unreadable", field: "cidr" };
  }
  const except = readExcept(reading, shape.except ?? [], undefined, `${path}.except`);
  return cidrGroupSelector
    ? {
        type: "cidr-group",
        group: readSelector(reading, cidrGroupSelector, `${path}.cidrGroupSelector`),
        except,
      }
    : { type: "cidr-group", group: cidrGroupRef ?? "", except };
}
