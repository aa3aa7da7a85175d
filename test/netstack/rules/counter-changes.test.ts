import { expect, test } from "vitest";
import {
  counterChange,
  counterKey,
  policyKey,
  ruleOf,
  stops,
} from "../../../src/netstack/kernel/counter-changes.ts";
import { parseNftJson } from "../../../src/netstack/nft/json.ts";
import { filter, recorded } from "./load.ts";

test("what moved is told in packets and bytes; a rule that appeared counts from zero", () => {
  expect(counterChange({ key: "k", before: [7, 420], after: [14, 960] })).toEqual({
    key: "k",
    packets: 7,
    bytes: 540,
    rewritten: false,
  });
  expect(counterChange({ key: "k", after: [3, 180] })).toMatchObject({ packets: 3, rewritten: false });
});

test("a counter that went backwards or away was rewritten and proves nothing", () => {
  expect(counterChange({ key: "k", before: [7, 420], after: [1, 60] }).rewritten).toBe(true);
  expect(counterChange({ key: "k", before: [7, 420] }).rewritten).toBe(true);
});

test("every rule of a ruleset is found again by its key", () => {
  const nft = parseNftJson(recorded("calico-nft-list-ruleset.json"));
  const iptables = filter(["-A FORWARD -p tcp -j DROP", "-A FORWARD -p udp -j DROP"], [], "DROP");
  const rulesets = [nft, iptables];
  for (const rule of rulesets.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules)))
    expect(ruleOf({ key: counterKey(rule) }, rulesets)).toEqual({ rule });
  const [forward] = iptables.chains;
  expect(forward && ruleOf({ key: policyKey(forward) }, rulesets)).toEqual({ policyOf: forward });
  expect(ruleOf({ key: "iptables-nft ip filter -A FORWARD -p tcp -j DROP" }, rulesets)).toBe(undefined);
});

test("rules that stop packets are told from those that pass or count them", () => {
  const rules = filter(["-A FORWARD -j DROP", "-A FORWARD -j REJECT", "-A FORWARD -j ACCEPT", "-A FORWARD"])
    .chains[0]?.rules;
  expect(rules?.map(stops)).toEqual(["drop", "reject", undefined, undefined]);
});
