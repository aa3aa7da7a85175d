/** A policy allows and the node's rules stop: when a set is the cause, when it only looks like one, and when several are. */
import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { printed } from "./printed.ts";

const twoSets = loadEvidence("nd413-two-sets");
const oneSet = loadEvidence("nd413-set-member-missing");
const noRule = loadEvidence("nd411-rule-deleted-by-hand");
const reviews = "10.233.72.69";
const details = "10.233.70.6";

function cause(bundle: Bundle): string {
  const found = conclude(bundle).cause;
  return found ? `${found.code} ${found.finding.says}` : "none";
}

function rules(bundle: Bundle, change: (stdout: string) => string): Bundle {
  return printed(bundle, "node1", "iptables-nft-rules", change);
}
function sets(bundle: Bundle, change: (stdout: string) => string): Bundle {
  return printed(bundle, "node1", "ipsets", change);
}
const [addresses = ""] = /cali40s:\S+/.exec(cause(twoSets)) ?? [];
const [ports = ""] = /cali40n:\S+/.exec(cause(twoSets)) ?? [];

describe("the fewest members that are wrong are named", () => {
  test("two of one rule, neither of which would help alone", () => {
    expect(cause(twoSets)).toBe(
      `ND413 NetworkPolicy test/details-http-from-reviews lets the packets pass, but on node1 the set ${addresses} that its rule asks lacks ${reviews}, and the set ${ports} that its rule asks lacks ${details},tcp:9080.`,
    );
  });

  test.each([
    ["the port's name", `add ${addresses} ${reviews}`, ports],
    ["the pod", `add ${ports} ${details},tcp:9080`, addresses],
  ])("one when only the set of %s lacks its member", (_what, added, left) => {
    const said = cause(sets(twoSets, (stdout) => `${stdout}\n${added}\n`));
    expect(said).toContain(`ND413 `);
    expect(said.match(/cali40[sn]:\S+/g)).toEqual([left]);
  });

  test("none when a rule is missing as well", () => {
    const bundle = rules(twoSets, (stdout) =>
      stdout.replace(/^.*test\/details-http-from-reviews ingress.*$/m, (line) =>
        line.replace(/ -m set --match-set.*$/, " -p udp -j MARK --set-xmark 0x10000/0x10000"),
      ),
    );
    expect(cause(bundle)).toMatch(/^ND411 /);
  });
});

describe("a set is not blamed", () => {
  const before = (line: string, added: string) => (stdout: string) =>
    stdout.replace(new RegExp(`^.*${line}.*$`, "m"), (found) => `${added}\n${found}`);

  test("that somebody's own rule asks: no policy says who belongs there", () => {
    const own = "-A cali-tw-cali59f7874d1d6 -m set --match-set friends src -j RETURN";
    const bundle = sets(
      rules(noRule, before("-A cali-tw-cali59f7874d1d6 .*End of tier default", `[0:0] ${own}`)),
      (stdout) => `${stdout}\ncreate friends hash:ip family inet\n`,
    );
    expect(cause(bundle)).toMatch(/^ND411 /);
  });

  test("that a rule of an older version of the policy asks, rightly without the pod", () => {
    const older = "cali40s:olderVersionOfTheSelector";
    const bundle = sets(
      rules(oneSet, (stdout) => stdout.replaceAll(/cali40s:\S+/g, older)),
      (stdout) => stdout.replaceAll(/cali40s:\S+/g, older),
    );
    expect(cause(bundle)).toMatch(/^ND411 /);
  });
});

test("a chain that lost its policy's name still asks a set whose own name tells", () => {
  const bundle = rules(oneSet, (stdout) =>
    stdout.replace(/ -m comment --comment "KubernetesNetworkPolicy test\/details-from-reviews ingress"/, ""),
  );
  expect(cause(bundle)).toMatch(/^ND413 NetworkPolicy test\/details-from-reviews lets the packets pass/);
});
