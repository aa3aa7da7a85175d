import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { RulesError } from "../../access/rules-file.ts";

/** The API server's own users and controllers are nobody who approves something in Slack. */
const Users = z.record(
  z.string().regex(/^[UW][A-Z0-9]+$/, "is not the id of a person: U0123ABCD"),
  z
    .string()
    .min(1)
    .regex(/^(?!system:)[\x21-\x7e]+$/, "is no user of the cluster that a person may be: mei@example.com"),
);

/**
 * Which user of the cluster each of Slack's people is: lines of `U0123ABCD: mei@example.com`. Read once, at the start.
 * @throws RulesError with what is wrong
 */
export function loadUsers(file: string | undefined): ReadonlyMap<string, string> | undefined {
  if (file === undefined) return undefined;
  const failure = (why: string): RulesError =>
    new RulesError(`The file of NETDIAG_APPLY_IMPERSONATE, ${file}, does not read: ${why}`);
  try {
    const document = parseDocument(readFileSync(file, "utf8"), { uniqueKeys: true });
    const [wrong] = document.errors;
    if (wrong) throw failure(wrong.message.split("\n")[0] ?? "");
    const read = Users.safeParse(document.toJS({ maxAliasCount: 0 }));
    if (!read.success) throw failure(z.prettifyError(read.error));
    return new Map(Object.entries(read.data));
  } catch (error) {
    throw error instanceof RulesError
      ? error
      : failure(error instanceof Error ? error.message : String(error));
  }
}
