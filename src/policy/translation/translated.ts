/** Flows to what nodes translate, as the flows to what that leads to. */
import type { PolicyModel } from "../compile.ts";
import { resolveEnd, type PolicyEnd, type PolicyFlow } from "../match/ends.ts";
import { arrivals } from "./arrivals.ts";
import { behindAddress, behindText, type AskedAt } from "./asked-address.ts";
import { endsAt, type FoundEnds } from "./ends-at.ts";
import { portAt } from "./port-at.ts";
import { outsideRanges } from "./source-ranges.ts";

export type Flows =
  | {
      readonly flows: readonly PolicyFlow[];
      /** Pods that are meant and are no end of these flows, and why. */
      readonly leftOut: readonly string[];
    }
  | { readonly unclear: string };

/** @param address that was asked for, where one was. */
export function flowsBetween(
  model: PolicyModel,
  from: readonly PolicyEnd[],
  { ends, behind }: FoundEnds,
  asked: AskedAt,
  address?: string,
): Flows {
  const flows: PolicyFlow[] = [];
  const leftOut: string[] = [];
  const translated = behind && address !== undefined ? { translated: behindText(address, behind) } : {};
  const throughService = behind?.is === "service";
  for (const end of ends) {
    const at = portAt(model, end, asked, behind);
    if ("unclear" in at) return at;
    if ("lacks" in at) {
      leftOut.push(at.lacks);
      continue;
    }
    const to = resolveEnd(model.inventory, end);
    for (const source of from) {
      const sender = { given: source, end: resolveEnd(model.inventory, source) };
      const arrivesAs = arrivals(model.inventory, { from: sender, to }, behind);
      const may = arrivesAs ? { arrivesAs } : {};
      const dropped = outsideRanges(behind, sender.end);
      const falls = dropped === undefined ? {} : { dropped };
      flows.push({ from: source, to: end, ...at, throughService, ...may, ...falls, ...translated });
    }
  }
  const [first] = leftOut;
  return flows.length === 0 && first !== undefined ? { unclear: `${first}.` } : { flows, leftOut };
}

/** As the caller gave it, when nothing translates its address. */
export function translated(model: PolicyModel, flow: PolicyFlow): Flows {
  const { from, to, port, protocol, throughService, arrivesAs, ...rest } = flow;
  const asked = { port, protocol };
  const asItIs = { flows: [flow], leftOut: [] };
  if (to.pod || to.ip === undefined || throughService === true) return asItIs;
  if (!behindAddress(model, to.ip, asked)) return asItIs;
  const found = endsAt(model, to.ip, asked);
  const meant = "ends" in found ? flowsBetween(model, [from], found, asked, to.ip) : found;
  if ("unclear" in meant) return meant;
  // What the caller knows of the sender is surer than what the objects tell.
  const known = arrivesAs ? { arrivesAs } : {};
  return { ...meant, flows: meant.flows.map((one) => ({ ...rest, ...one, ...known })) };
}
