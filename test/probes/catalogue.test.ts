import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Unreadable } from "../../src/model/probe.ts";
import { catalogue } from "../../src/probes/index.ts";
import { printed, recorded } from "./output.ts";

test("every probe has a name of its own", () => {
  const names = catalogue.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("the list is closed: every probe of the folder stands in it", async () => {
  const folder = join(import.meta.dirname, "..", "..", "src", "probes");
  const isProbe = (value: unknown): value is { readonly name: string } =>
    typeof value === "object" && value !== null && "command" in value && "parse" in value && "why" in value;
  const defined: string[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
    defined.push(
      ...Object.values(module)
        .filter(isProbe)
        .map(({ name }) => name),
    );
  }
  expect(defined.sort()).toEqual(catalogue.map(({ name }) => name).sort());
});

describe.each(catalogue.map((probe) => [probe.name, probe] as const))("%s", (_, probe) => {
  test("says in one sentence why it runs", () => {
    expect(probe.why).toMatch(/^[A-Z].{20,160}\.$/);
    expect(probe.name).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  /** Nothing, halves of real texts, and text made of the pieces real texts are made of. */
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.json(),
    fc
      .tuple(
        fc.constantFrom(
          "calico-node-links.json",
          "calico-node-routes.json",
          "many-rules-v4.json",
          "calico-node-conntrack.txt",
          "node-listeners.txt",
          "capture-vxlan.txt",
          "calico-pod-resolv.conf",
        ),
        fc.nat(3_000),
        fc.nat(3_000),
      )
      .map(([name, from, length]) => recorded(name).slice(from, from + length)),
    fc
      .array(
        fc.constantFrom(
          "-A",
          "-a",
          "-t",
          "TCP",
          "->",
          "udp 1",
          "port 1",
          "socat 1",
          "nc 1",
          "1\t2",
          "\t",
          "\n",
          " ",
          "PING",
          "1 packets transmitted, 1 received",
        ),
      )
      .map((words) => words.join("")),
  );

  test("reads any text, or says that it cannot", () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.constantFrom(0, 1, 2, 9, 127, null),
        fc.boolean(),
        (stdout, stderr, exitCode, truncated) => {
          try {
            probe.parse(printed(stdout, { stderr, exitCode, truncated }));
          } catch (error) {
            expect(error).toBeInstanceOf(Unreadable);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("takes nothing for everything: a command stopped before its end is unreadable", () => {
    expect(() => probe.parse(printed("", { timedOut: true, exitCode: null }))).toThrow(Unreadable);
  });
});
