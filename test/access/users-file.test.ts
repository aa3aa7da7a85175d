import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadUsers } from "../../src/adapters/access-file/users-file.ts";

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "netdiag-users-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, "users.yaml");
  writeFileSync(path, text);
  return path;
}

test("each line says which user of the cluster one of Slack's people is", () => {
  expect(loadUsers(file("U0SAM: sam@example.com\nU0MEI: mei\n"))).toEqual(
    new Map([
      ["U0SAM", "sam@example.com"],
      ["U0MEI", "mei"],
    ]),
  );
  expect(loadUsers(undefined)).toBeUndefined();
});

test.each([
  ["a user of the API server's own", "U0SAM: system:admin\n"],
  ["a name for an id", "sam: sam@example.com\n"],
  ["the same person twice", "U0SAM: a\nU0SAM: b\n"],
  ["a list", "- U0SAM\n"],
  ["a name with a blank", "U0SAM: sam smith\n"],
])("a file with %s does not read, and nothing starts", (_what, text) => {
  expect(() => loadUsers(file(text))).toThrow(/NETDIAG_APPLY_IMPERSONATE/);
});
