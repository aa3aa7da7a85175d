import { describe, expect, test } from "vitest";
import {
  peerSetName,
  portSetName,
  sameSet,
  selectorSetName,
  serviceSetName,
} from "../../../src/netstack/enforcers/calico-sets.ts";
import { parseIpsetSave } from "../../../src/netstack/iptables/ipset-save.ts";
import { setsAsked } from "../../../src/netstack/kernel/set-members.ts";
import { filter, syn, walked } from "./load.ts";

const sets = parseIpsetSave(
  [
    "create peers hash:net family inet",
    "add peers 10.0.0.9",
    "create ports hash:ip,port family inet",
    "add ports 10.0.0.2,tcp:80",
    "create list list:set size 8",
    "add list peers",
  ].join("\n"),
).sets;

function asked(match: string) {
  const ruleset = filter([`-A FORWARD ${match} -j ACCEPT`], [], "DROP");
  const [rule] = ruleset.chains.flatMap(({ rules }) => rules);
  if (!rule) throw new Error("no rule");
  return setsAsked(rule, syn, { rulesets: [ruleset], context: { sets } }).map(
    ({ member, holds, changed }) => ({
      member,
      holds,
      now: walked(ruleset, {}, { sets }).verdict,
      then: walked(changed.rulesets, {}, changed.context).verdict,
    }),
  );
}

describe("a set a rule asks, and what the rule does with one member more or less", () => {
  test.each([
    ["-m set --match-set peers src", { member: "10.0.0.1", holds: false, now: "drop", then: "accept" }],
    ["-m set --match-set list src", { member: "10.0.0.1", holds: false, now: "drop", then: "accept" }],
    [
      "-m set --match-set ports dst,dst",
      { member: "10.0.0.2,tcp:80", holds: true, now: "accept", then: "drop" },
    ],
    ["-m set ! --match-set peers src", { member: "10.0.0.1", holds: false, now: "accept", then: "drop" }],
  ])("%s", (match, expected) => {
    expect(asked(match)).toEqual([expected]);
  });

  test("a set that was not read is not asked", () => {
    expect(asked("-m set --match-set unread src")).toEqual([]);
  });
});

describe("Calico names a set after its selector, as a real node has it", () => {
  test("pods of the policy's own namespace", () => {
    expect(peerSetName(4, "shop", { podSelector: { matchLabels: { app: "client" } } })).toBe(
      "cali40s:s5AS7YPbgJrZVj_0vqawL6X",
    );
  });

  test("pods of chosen namespaces: a peer without a podSelector still means pods of Kubernetes only", () => {
    const namespaceSelector = { matchLabels: { team: "a" } };
    expect(peerSetName(4, "shop", { namespaceSelector })).toBe(
      peerSetName(4, "elsewhere", { namespaceSelector, podSelector: {} }),
    );
  });

  test("a port's name at those pods; nftables writes it without the colon", () => {
    const name = portSetName(4, "shop", { podSelector: { matchLabels: { app: "web" } } }, "TCP", "http");
    expect(name).toBe("cali40n:lG3cG-Z1xSeymptzErhDujZ");
    expect(sameSet(name, "cali40n-lG3cG-Z1xSeymptzErhDujZ")).toBe(true);
    expect(sameSet(name, "cali40s:s5AS7YPbgJrZVj_0vqawL6X")).toBe(false);
  });

  test("any selector, in both families, as upstream's tests have it", () => {
    expect(selectorSetName(4, "all()")).toBe("cali40s:5y5I3VdRZfDU01O--xXAPx2yxCQQqMf0M6IWug".slice(0, 31));
    expect(selectorSetName(6, "!(has(b) || !has(a))")).toBe(
      "cali60s:Iss0uCleLYv1GSv_pNm7hAO58kE9jAx1NKyG3Q".slice(0, 31),
    );
  });

  test("a Service's endpoints, with their ports and without", () => {
    expect(serviceSetName(4, "default/svc", true)).toBe("cali40svc:Jhwii46PCMT5NlhWsUqZmv7al8".slice(0, 31));
    expect(serviceSetName(4, "default/svc", false)).toBe(
      "cali40svcnoport:T03S_6hogdrGKrNFBcbKTFsH_uK".slice(0, 31),
    );
  });
});
