import { describe } from "vitest";
import { labPrivilege, noPrivilegeText } from "./privilege.ts";

const possible = labPrivilege() !== "none";
if (!possible) process.stderr.write(`SKIPPED, tests on the lab: ${noPrivilegeText}\n`);

/** `describe` for tests that need real namespaces; where there can be none they count as skipped, and stderr says why. */
export const describeOnLab = describe.skipIf(!possible);
