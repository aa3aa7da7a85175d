import { defineProbe, Unreadable } from "../../model/probe.ts";
import { parseIpsetSave } from "../../netstack/iptables/ipset-save.ts";
import type { NamedSet } from "../../netstack/numbers/sets.ts";
import { readSlice } from "../../netstack/rules/slice.ts";
import { ipArgument } from "../text/arguments.ts";
import { script } from "../text/limits.ts";
import { shown, wholeText } from "../text/reading.ts";
import { ipsetsScript } from "./rule-scripts.ts";
import { slow } from "./rules.ts";

export interface Ipsets {
  readonly sets: ReadonlyMap<string, NamedSet>;
  /** Membership can be told for these addresses only; undefined when nothing was left out. */
  readonly about?: readonly string[];
}

/** Which of the flow's addresses are in which sets. Subject: the addresses. */
export const ipsets = defineProbe<Ipsets, readonly string[]>({
  name: "ipsets",
  why: "Reads which address sets hold the flow's addresses: rules let packets pass by membership.",
  at: "both",
  tool: "ipset",
  needs: ["NET_ADMIN"],
  command: (addresses) => slow(script(ipsetsScript, ...addresses.map(ipArgument))),
  parse: (output) => {
    const text = wholeText(output);
    const { sets, strange } = parseIpsetSave(text);
    if (strange[0] !== undefined) throw new Unreadable(`not a set: ${shown(strange[0])}`);
    const slice = readSlice(text);
    return { sets, ...(slice && slice.leftOut > 0 && { about: slice.addresses }) };
  },
});
