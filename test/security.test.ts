import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "SECURITY.md"), "utf8");

const links = [...page.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)].map(([, words = "", target = ""]) => ({
  words,
  target,
}));
const tests = links.filter(({ words, target }) => target.endsWith(".test.ts") && words !== "a test");

test.each(links.filter(({ target }) => !target.startsWith("http")))("$target is there", ({ target }) => {
  expect(existsSync(join(root, target))).toBe(true);
});

test.each(tests)("a test of $target is called: $words", ({ words, target }) => {
  const title = JSON.stringify(words).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const called = new RegExp(`(?:\\b(?:test|describe)[\\w.]*\\(|\\)\\(|,)\\s*${title}`);
  expect(readFileSync(join(root, target), "utf8")).toMatch(called);
});

test("every threat has a promise and at least one test that holds it", () => {
  const rows = page
    .split("\n## Not promised")[0]
    ?.split("## Threats")[1]
    ?.split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:threat |-)/.test(line));
  expect(rows?.length).toBeGreaterThan(20);
  for (const row of rows ?? []) {
    const [, threat = "", promise = "", held = ""] = row.split("|").map((cell) => cell.trim());
    expect(threat).not.toBe("");
    expect(promise).not.toBe("");
    expect(held, threat).toMatch(/\]\(test\/\S+\.test\.ts\)/);
  }
});
