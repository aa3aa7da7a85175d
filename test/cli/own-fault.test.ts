import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { stackOf } from "../../src/cli/own-fault.ts";

const folder = mkdtempSync(join(tmpdir(), "netdiag-fault-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("a fault in a bundled file is told at the place of its source", () => {
  const source = `

export const fails = (): never => {
  throw new Error("odd");
};`;
  const sourcefile = "../../src/judge/odd.ts";
  const { code, map } = transformSync(source, {
    loader: "ts",
    minifyWhitespace: true,
    sourcemap: "external",
    sourcefile,
  });
  const bundled = join(folder, "chunk-1.js");
  writeFileSync(bundled, code);
  writeFileSync(`${bundled}.map`, map);
  const error = new Error("odd");
  const column = code.indexOf("new Error") + 1;
  error.stack = `Error: odd\n    at fails (${pathToFileURL(bundled).href}:1:${column})\n    at node:internal/process:1:2`;
  expect(stackOf(error)).toBe(
    "Error: odd\n    at fails (src/judge/odd.ts:4:9)\n    at node:internal/process:1:2",
  );
});

test("without a map the stack stays as it is, and what is no error is told", () => {
  const error = new Error("odd");
  expect(stackOf(error)).toBe(error.stack);
  expect(stackOf("odd")).toBe("odd");
});
