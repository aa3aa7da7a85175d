import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** A recorded run whose request was answered with this status. */
function answeredWith(status: number): Bundle {
  const bundle = loadEvidence("healthy-wider-netmask");
  return {
    ...bundle,
    evidence: bundle.evidence.map((item) =>
      item.probe === "http-request" && item.output
        ? { ...item, output: { ...item.output, stdout: item.output.stdout.replace(" 200 ", ` ${status} `) } }
        : item,
    ),
  };
}

test("an error that gateways answer with may be a proxy's, which does not reach what is behind it", () => {
  const { verdict, notes } = conclude(answeredWith(503));
  expect(verdict).toBe("reachable");
  expect(notes.join("\n")).toMatch(/HTTP 503: the way to it works; mostly a proxy says so/);
  expect(notes.join("\n")).not.toContain("not from the network");
});

test("any other error is that of the program which answers", () => {
  expect(conclude(answeredWith(500)).notes.join("\n")).toMatch(/HTTP 500: the program that answers says so/);
  expect(conclude(answeredWith(404)).notes.join("\n")).not.toContain("HTTP 404");
});
