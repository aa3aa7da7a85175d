/** Packets pass that a policy denies, through rules that ask it: which member or which rule lets them. */
import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { selectorSetName } from "../../src/netstack/enforcers/calico-sets.ts";
import { redact } from "../../src/report/redact.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { printed } from "./printed.ts";

/** A set holds the source, which the policy's selector does not mean. */
const stale = loadEvidence("nd414-stale-member");
const reviews = "10.233.72.69";
const policy = "NetworkPolicy test/details-from-ratings";

const rules = (change: (stdout: string) => string, bundle = stale): Bundle =>
  printed(bundle, "node1", "iptables-nft-rules", change);
const sets = (change: (stdout: string) => string): Bundle => printed(stale, "node1", "ipsets", change);

/** The member is where it belongs, nowhere: only rules can be wrong. */
const clean = sets((stdout) => stdout.replaceAll(new RegExp(`^add cali40s:\\S+ ${reviews}$`, "gm"), ""));

function warning(bundle: Bundle): string {
  const found = conclude(bundle).also.find(({ code }) => code === "ND414");
  return found?.finding.says ?? "none";
}

/** The line that matches, with another before it. */
const before = (line: RegExp, added: (chain: string) => string) => (stdout: string) =>
  stdout.replace(line, (found) => `${added(/-A (\S+)/.exec(found)?.[1] ?? "")}\n${found}`);
const policyRule = /^.*test\/details-from-ratings ingress.*$/m;
const tierEnd = /^.*-A cali-tw-cali59f7874d1d6 .*End of tier default.*$/m;

test("a member that the policy does not mean", () => {
  expect(warning(stale)).toMatch(
    new RegExp(
      `^${policy} denies these packets, and node1 lets them through: the set cali40s:\\S+ that a rule of ${policy} asks holds ${reviews}, whom the policy does not mean`,
    ),
  );
});

test("a rule in the policy's chain that the policy does not have", () => {
  const extra = before(
    policyRule,
    (chain) => `[0:0] -A ${chain} -s ${reviews}/32 -j MARK --set-xmark 0x10000/0x10000`,
  );
  expect(warning(rules(extra, clean))).toContain(
    `node1 lets them through: a rule in the chain of ${policy} that this policy does not have admits them`,
  );
});

test("a rule beside the policies' that sends the packets around the end", () => {
  const around = before(tierEnd, (chain) => `[0:0] -A ${chain} -p tcp -m tcp --dport 9080 -j RETURN`);
  expect(warning(rules(around, clean))).toContain(
    "node1 lets them through: a rule in cali-tw-cali59f7874d1d6 that is of no policy admits them",
  );
});

test("the rule that drops what no policy admits was taken out", () => {
  expect(warning(rules((stdout) => stdout.replace(tierEnd, ""), clean))).toContain(
    "node1 lets them through: nothing on node1 stops what the policy's chain does not admit",
  );
});

test("what it says loses no word to the gate that takes passwords out", () => {
  const said = warning(rules((stdout) => stdout.replace(tierEnd, ""), clean));
  expect(redact(said)).toBe(said);
});

test("a set that a rule asks was not read: whether the rule admits them cannot be told", () => {
  const unread = sets((stdout) => stdout.replaceAll(/^(create|add) cali40s:.*$/gm, ""));
  expect(warning(unread)).toContain(
    "node1 lets them through: which of its rules lets them cannot be told from what was read",
  );
});

test("a rule of an older version of the policy asks a set of other pods", () => {
  const older = "cali40s:olderVersionOfTheSelector";
  const [set = ""] = /cali40s:\S+/.exec(warning(stale)) ?? [];
  const renamed = printed(
    rules((stdout) => stdout.replaceAll(set, older)),
    "node1",
    "ipsets",
    (stdout) => stdout.replaceAll(set, older),
  );
  expect(warning(renamed)).toContain(
    `a rule in the chain of ${policy} asks the set ${older}, which is none of that policy as it stands`,
  );
});

test("rules that would stop the packets, which passed all the same", () => {
  expect(warning(clean)).toBe(
    `${policy} denies these packets, and node1 let them pass, though its rules as read would stop them: they may have been changed meanwhile.`,
  );
});

describe("a set that a rule asks whom to stop", () => {
  const deny = "GlobalNetworkPolicy deny";
  const chain = "cali-pi-gnp/deny";
  /** The set is asked before the policy that admits; the policy's source is as its rule has it. */
  const denying = (selector: string, source: object, asks: string, members: readonly string[]): Bundle => {
    const set = selectorSetName(4, selector);
    const programmed = rules((stdout) =>
      stdout
        .replace(/^:cali-tw-cali59f7874d1d6 .*$/m, (line) => `${line}\n:${chain} - [0:0]`)
        .replace(
          /^.*-A cali-tw-cali59f7874d1d6 .*Start of tier default.*$/m,
          (line) =>
            `${line}\n[0:0] -A cali-tw-cali59f7874d1d6 -j ${chain}\n[0:0] -A ${chain} -m comment --comment "${deny} ingress" -m set ${asks} ${set} src -j DROP`,
        ),
    );
    const filled = printed(programmed, "node1", "ipsets", (stdout) =>
      [
        stdout,
        `create ${set} hash:net family inet hashsize 1024 maxelem 65536`,
        ...members.map((member) => `add ${set} ${member}`),
        "",
      ].join("\n"),
    );
    const policies = [
      ...stale.snapshot.policies,
      {
        apiVersion: "projectcalico.org/v3",
        kind: "GlobalNetworkPolicy",
        metadata: { name: "deny" },
        spec: { order: 1, selector: "app == 'details'", ingress: [{ action: "Deny", source }] },
      },
    ];
    return { ...filled, snapshot: { ...filled.snapshot, policies } };
  };

  test("and which lacks the source", () => {
    const selector = 'app == "reviews"';
    expect(warning(denying(selector, { selector }, "--match-set", []))).toContain(
      `the set ${selectorSetName(4, selector)} that a rule of ${deny} asks lacks ${reviews}.`,
    );
  });

  test("and which holds the source, though the rule spares whom it holds", () => {
    const notSelector = 'app == "ratings"';
    expect(warning(denying(notSelector, { notSelector }, "! --match-set", [reviews]))).toContain(
      `the set ${selectorSetName(4, notSelector)} that a rule of ${deny} asks holds ${reviews}, whom the policy does not mean.`,
    );
  });
});
