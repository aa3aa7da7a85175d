import { expect, test } from "vitest";
import { fileURLToPath } from "node:url";
import { showFaults } from "../../src/cli/catalogues.ts";

const pages = fileURLToPath(new URL("../../src/faults/", import.meta.url));

async function shown(code?: string, language: "en" | "zh" = "en"): Promise<string> {
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  await showFaults(code, pages, language, {
    colour: false,
    print,
    note: () => undefined,
    complain: () => undefined,
  });
  return printed.join("");
}

test.each(["ND410", "nd410", "410"])("a fault's page is found by %s", async (code) => {
  expect(await shown(code)).toMatch(/^# ND410 /);
});

test("a page is the English one, whatever editions stand beside it", async () => {
  expect(await shown("ND601")).toMatch(/^## What you see$/m);
});

test("a page in Chinese is its Chinese edition", async () => {
  expect(await shown("ND601", "zh")).toMatch(/^## 现象$/m);
});

test("the list is in the language that is asked for", async () => {
  expect(await shown(undefined, "zh")).toContain("ND620  端口上没有程序监听");
});

test("a code that nobody has is refused", async () => {
  await expect(shown("999")).rejects.toThrow("There is no fault 999. `netdiag faults` lists them.");
});
