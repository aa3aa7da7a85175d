import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installLine, installMissing, missingTools, systemTools } from "../../scripts/system-tools.ts";

const path = process.env["PATH"];
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "netdiag-tools-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true });
});

test("a program found on the path is not missing, whatever package it came from", () => {
  process.env["PATH"] = folder;
  expect(missingTools(["kubectl"]).map(({ binary }) => binary)).toEqual(["kubectl"]);
  symlinkSync("/bin/true", join(folder, "kubectl"));
  expect(missingTools(["kubectl"])).toEqual([]);
});

test("the line to run names each package once", () => {
  const lab = systemTools.filter(({ purpose }) => purpose === "lab");
  const packages = installLine(lab).split(" ").slice(4);
  expect(packages).toContain("iproute2");
  expect(new Set(packages).size).toBe(packages.length);
});

test("without root it says what to run and installs nothing", () => {
  process.env["PATH"] = folder;
  vi.spyOn(process, "getuid").mockReturnValue(1000);
  const said: string[] = [];
  const still = installMissing((line) => said.push(line), ["kubectl"]);
  expect(said).toEqual([
    "missing here: kubectl. On Debian, run: sudo apt-get install -y --no-install-recommends kubernetes-client",
  ]);
  expect(still.map(({ binary }) => binary)).toEqual(["kubectl"]);
});

test("asked about nothing that is missing it is content", () => {
  process.env["PATH"] = folder;
  symlinkSync("/bin/true", join(folder, "redis-server"));
  expect(missingTools(["queue"])).toEqual([]);
});

test("a purpose that there is none of is an error that lists those there are", () => {
  const script = join(import.meta.dirname, "../../scripts/system-tools.ts");
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", script, "lab", "qeueu"],
    {
      encoding: "utf8",
    },
  );
  expect([status, stdout]).toEqual([64, ""]);
  expect(stderr).toMatch(/^there is no qeueu to look for; there are lab, queue, page, kubectl, /);
});
