import { describe } from "vitest";
import { debugRoot } from "../debug-root/debug-root.ts";
import type { Backend } from "./network.ts";
import { labPrivilege, noPrivilegeText } from "./privilege.ts";

const possible = labPrivilege() !== "none";
if (!possible) process.stderr.write(`SKIPPED, tests on the lab: ${noPrivilegeText}\n`);

/** For tests of the shipped programs: false where there can be no root that holds them, as stderr says. */
export const hasShippedTools = possible && (await debugRoot()).path !== undefined;

/**
 * `describe` for tests that need real namespaces; where there can be none they count as skipped, and stderr says why.
 * Whoever imports it has waited for the debug pods' root: no hook has the time to make it.
 */
export const describeOnLab = describe.skipIf(!possible);

/**
 * Whether the one at this place of a list is played with these rules: with either, unless there is no time for both
 * (NETDIAG_ONE_BACKEND=1, as in CI); then every other one with each.
 */
export function isPlayedWith(backend: Backend, place: number): boolean {
  if (process.env["NETDIAG_ONE_BACKEND"] !== "1") return true;
  return backend === (place % 2 === 0 ? "nft" : "legacy");
}
