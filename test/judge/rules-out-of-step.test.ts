/** Policies allow and a node's rules stop: what is said of the rules is true of them. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { printed } from "./printed.ts";

/** The chain of the policy that admits is empty: nothing in it tells whose it is. */
const emptied = loadEvidence("nd411-rule-deleted-by-hand");
const [chain = ""] = /cali-pi-_\S+/.exec(text(emptied)) ?? [];
const policy = "NetworkPolicy test/details-from-reviews";

function text(bundle: Bundle): string {
  const item = bundle.evidence.find(
    ({ probe, place }) => probe === "iptables-nft-rules" && place.kind === "node" && place.node === "node1",
  );
  return item?.output?.stdout ?? "";
}

function said(change: (stdout: string) => string): string {
  const { cause } = conclude(printed(emptied, "node1", "iptables-nft-rules", change));
  return `${cause?.code ?? ""} ${cause?.finding.says ?? ""}`;
}

test("its chain is known by its name, which is made of the policy's", () => {
  expect(said((stdout) => stdout)).toContain(
    `ND411 On node1 the chain of ${policy} (${chain}) has no rule for them`,
  );
});

test("a chain of which not even the name tells", () => {
  const other = "cali-pi-_0123456789abcdefghi";
  expect(said((stdout) => stdout.replaceAll(chain, other))).toContain(
    `ND411 No rule that node1 asks about them names ${policy}, and its chain ${other} does not tell whose it is`,
  );
});

const withoutJump = (stdout: string): string => stdout.replace(new RegExp(`^.* -j ${chain}$`, "m"), "");

test("a chain that is there and not asked for this pod", () => {
  expect(said(withoutJump)).toContain(
    `ND411 node1 has the rules of ${policy} and does not ask them for this pod`,
  );
});

test("a chain that is not there", () => {
  const gone = (stdout: string): string => withoutJump(stdout).replace(new RegExp(`^:${chain} .*$`, "m"), "");
  expect(said(gone)).toContain(`ND411 node1 asks no rules of ${policy} for this pod`);
});
